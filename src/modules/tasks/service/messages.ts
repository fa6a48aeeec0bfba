import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import { roles } from '../../../law/roles.ts';
import type { Caller } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { MessageView } from '../contract.ts';
import type { MessageReason, MessageSettings } from '../model.ts';
import { shownAt } from '../rules/messages.ts';
import { messagesFor, readMessages, saveSettings, settingsOf } from '../store/messages.ts';
import type { TaskBoard } from './board.ts';
import { heldBy } from './held.ts';

const because: Readonly<Record<MessageReason, Bilingual>> = {
  overdue: { zh: '本单位承担的事项已逾期', en: 'a duty that your node owes is overdue' },
  soon: { zh: '本单位承担的事项即将到期', en: 'a duty that your node owes is due soon' },
  chase: { zh: '下级事项逾期后按规则提级', en: 'an overdue duty below climbed by rule' },
  letter: { zh: '本单位收到来函', en: 'a letter was delivered to your node' },
  approval: { zh: '本单位有文件待您审批', en: 'a letter of your node waits for approval' },
  answered: { zh: '本单位发出的函已获答复', en: 'a letter of your node was answered' },
  returned: { zh: '本单位送审的文件被退回', en: 'a letter of your node was sent back' },
  alarm: { zh: '报警逐级升级到本单位', en: 'an alarm climbed to your node' },
};

/** Messages (消息) of whoever calls: those that have come by now, by his own settings. */
export class Messages {
  readonly #board: TaskBoard;

  constructor(board: TaskBoard) {
    this.#board = board;
  }

  async list(caller: Caller, onlyUnread: boolean) {
    const { city, settings } = this.#board;
    const now = city.now();
    const [rows, own] = await reading(city.web, caller, async (client) => [
      await messagesFor(client, caller.user, heldBy(caller)),
      await settingsOf(client, caller.user),
    ]);
    const times = rows.map(({ class: kind, at }) => ({ class: kind, at: at.getTime() as Moment }));
    const shown = shownAt(times, own ?? settings.messages.value);
    const held = roles[caller.roles[0] ?? ('worker' satisfies Role)];
    const views = rows.map((row, index): MessageView & { readonly moment: Moment } => {
      const moment = shown[index] ?? now;
      const { zh, en } = because[row.reason];
      return {
        id: row.id,
        class: row.class,
        reason: row.reason,
        title: { zh: row.title_zh, en: row.title_en },
        why: { zh: `您是${held.zh}：${zh}`, en: `You are ${held.en}: ${en}` },
        link: row.link,
        count: row.count,
        at: formatMoment(moment),
        unread: row.unread,
        moment,
      };
    });
    const come = views.filter(({ moment }) => moment <= now);
    return {
      rows: come
        .filter(({ unread }) => unread || !onlyUnread)
        .sort((a, b) => b.moment - a.moment)
        .map(({ moment: _, ...view }) => view),
      unread: come.filter(({ unread }) => unread).length,
      later: views.length - come.length,
    };
  }

  async read(caller: Caller, ids: readonly string[]): Promise<void> {
    const { city } = this.#board;
    const at = new Date(city.now());
    await withScope(city.web, caller, (client) => readMessages(client, caller.user, ids, at));
    city.announce({ topic: 'message' });
  }

  async settings(caller: Caller) {
    const { city, settings } = this.#board;
    const own = await reading(city.web, caller, (client) => settingsOf(client, caller.user));
    const { value, source } = settings.messages;
    const mine = { zh: '本人设置', en: 'My own choice' };
    return { ...(own ?? value), source: own ? mine : source, own: own !== null };
  }

  async set(caller: Caller, settings: MessageSettings): Promise<MessageSettings> {
    const { city } = this.#board;
    await withScope(city.web, caller, (client) => saveSettings(client, caller.user, settings));
    return settings;
  }
}
