import type { LiveCity } from '../identity/index.ts';
import { colleaguesAt } from '../identity/index.ts';
import { TaskBoard } from './service/board.ts';
import { Feedback } from './service/feedback.ts';
import type { Colleagues } from './service/inbox.ts';
import { Inbox } from './service/inbox.ts';
import { Messages } from './service/messages.ts';

const kept = new WeakMap<LiveCity, Tasks>();

const KINDS = { d: 'division', e: 'enterprise', p: 'park', o: 'organisation' } as const;

/** `d:371721` is a division. */
function nodeOf(owner: string): readonly [(typeof KINDS)[keyof typeof KINDS], string] {
  return [KINDS[owner.slice(0, 1) as keyof typeof KINDS], owner.slice(2)];
}

/** To-dos, messages and feedback of one city. */
export class Tasks {
  readonly board: TaskBoard;
  readonly inbox: Inbox;
  readonly messages: Messages;
  readonly feedback: Feedback;

  constructor(city: LiveCity, colleagues: Colleagues) {
    this.board = new TaskBoard(city);
    this.inbox = new Inbox(this.board, colleagues);
    this.messages = new Messages(this.board);
    this.feedback = new Feedback(city);
  }

  /** One for each city. */
  static of(city: LiveCity): Tasks {
    const known = kept.get(city);
    if (known) return known;
    const made = new Tasks(city, (caller, owner) => {
      const [kind, node] = nodeOf(owner);
      return colleaguesAt(city, caller, kind, node);
    });
    kept.set(city, made);
    return made;
  }
}
