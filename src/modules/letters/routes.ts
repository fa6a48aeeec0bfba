import { routes } from '../../kernel/handling.ts';
import { must, ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import type { CityFigures } from '../overview/index.ts';
import { lettersContract, lettersProblems } from './contract.ts';
import { answer, answerFile, attach } from './service/answers.ts';
import { makeDraft } from './service/drafts.ts';
import { ledgerOf, wordOf } from './service/files.ts';
import { act, editDraft } from './service/flow.ts';
import { listLetters, oneLetter } from './service/letters.ts';
import { lettersSheet } from './service/list-export.ts';
import { countyReport, reportable, reportFile } from './service/report.ts';

export interface LettersDeps {
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
}

export const lettersRoutes = ({ city, figures }: LettersDeps) =>
  routes<typeof lettersContract, Caller>(
    'letters',
    lettersContract,
    {
      letters: ({ caller, query }) => listLetters(city(), caller, query),
      lettersExport: ({ caller, query }) => lettersSheet(city(), caller, query),
      letter: ({ caller, params }) => oneLetter(city(), caller, params.id),
      makeLetter: ({ caller, body }) => makeDraft(city(), caller, body),
      editLetter: ({ caller, params, body }) => editDraft(city(), caller, params.id, body),
      actOnLetter: ({ caller, params, body }) => act(city(), caller, params.id, body),
      attachAnswer: ({ caller, params, body, file }) =>
        attach(city(), caller, params.id, body.addressee, must(file, 'an upload has a file')),
      answerLetter: ({ caller, params, body }) => answer(city(), caller, params.id, body),
      answerFile: ({ caller, params, query }) =>
        answerFile(city(), caller, params.id, query.addressee),
      letterWord: ({ caller, params, query }) =>
        wordOf(city(), caller, params.id, query.addressee ?? null),
      letterLedger: ({ caller, params }) => ledgerOf(city(), caller, params.id),
      reportDivisions: async ({ caller }) => ok({ rows: await reportable(city(), caller) }),
      report: ({ caller, query }) => countyReport(city(), figures(), caller, query),
      reportWord: ({ caller, query }) => reportFile(city(), figures(), caller, query),
    },
    lettersProblems,
  );
