import type { LiveCity } from '../identity/index.ts';
import { TaskBoard } from './service/board.ts';
import { Feedback } from './service/feedback.ts';
import type { Colleagues } from './service/inbox.ts';
import { Inbox } from './service/inbox.ts';
import { Messages } from './service/messages.ts';

const kept = new WeakMap<LiveCity, Tasks>();

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
    const made = new Tasks(city, async () => []);
    kept.set(city, made);
    return made;
  }
}
