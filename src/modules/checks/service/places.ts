import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { qrDrawing } from '../../../platform/qr/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { knownType, NOT_VISIBLE, namesOf, seenOn } from '../../registry/index.ts';
import { placesOf } from '../store/tasks.ts';
import type { Coded } from './common.ts';
import { coded, enterpriseOf } from './common.ts';

interface Places {
  asOf: string;
  enterprise: { id: string; name: string | null };
  rows: {
    code: string;
    name: string;
    facility: string | null;
    level: Coded | null;
    measures: number;
    size: number;
    path: string;
  }[];
}

/** Codes to print and put up at each place: each opens what is due there. */
export async function placeCodes(
  city: LiveCity,
  caller: Caller,
  asked: {
    readonly asOf?: string | undefined;
    readonly enterprise?: string | undefined;
    readonly origin: string;
  },
): Promise<Result<Places, Refusal>> {
  const seen = seenOn(city, asked.asOf);
  if (!seen.ok) return seen;
  const enterprise = enterpriseOf(caller, asked.enterprise);
  if (!enterprise.ok) return enterprise;
  const origin = new URL(asked.origin).origin;
  return reading(city.web, caller, async (client) => {
    const wanted = [{ type: 'enterprise', id: enterprise.value }];
    const names = await namesOf(client, city, wanted, seen.value.at);
    if (names.size === 0) return refuse(NOT_VISIBLE);
    const places = await placesOf(client, enterprise.value, seen.value.at);
    const levels = knownType(city, 'riskItem');
    return ok({
      asOf: seen.value.text,
      enterprise: {
        id: enterprise.value,
        name: names.get(`enterprise/${enterprise.value}`) ?? null,
      },
      rows: places.map(({ code, place, riskName, level, facilityName, measures }) => ({
        ...{ code, measures, facility: facilityName },
        name: [riskName, place].filter((part) => part !== null).join('｜') || code,
        level: coded(levels, 'level', level),
        ...qrDrawing(`${origin}/s/${encodeURIComponent(code)}`),
      })),
    });
  });
}
