import { hash } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { Digest, Text } from '../model.ts';
import { countOf, digestText, readDigest } from '../rules/digest.ts';
import { sectionHeads } from '../store/read.ts';

/** The heads of all sections that have facts, and one hash over them. */
export async function ledgerDigest(db: Pool, now: Moment): Promise<Digest> {
  const heads = (await sectionHeads(db)).filter(({ pos }) => pos > 0);
  const sections = heads
    .map(({ type, pos, hash: last }) => ({ section: type, count: pos, hash: last }))
    .sort((left, right) => (left.section < right.section ? -1 : 1));
  const at = formatMoment(now);
  const facts = countOf(sections);
  const own = hash('sha256', digestText({ at, sections }));
  return { schema: 'ledger-digest/1', at, facts, sections, hash: own };
}

/** A digest that was kept, if it is still what was printed. */
export function parseDigest(value: unknown): Result<Digest, Text> {
  const digest = readDigest(value);
  if (!digest) {
    return refuse({
      zh: '不是账本摘要；请使用 zhiben ledger digest --json 的输出',
      en: 'this is no digest; use what zhiben ledger digest --json printed',
    });
  }
  const intact =
    hash('sha256', digestText(digest)) === digest.hash && countOf(digest.sections) === digest.facts;
  if (intact) return ok(digest);
  return refuse({
    zh: '摘要文件已被改动或损坏：内容与其哈希不符；请使用另一份保存的摘要',
    en: 'the digest is altered or damaged: it does not fit its own hash; use another copy of it',
  });
}
