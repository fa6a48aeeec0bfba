import { z } from 'zod';
import type { Bilingual } from '../../kernel/endpoint.ts';

const township = z.object({ code: z.string(), name: z.string() });

/** What the generator reads of `trade-heze-divisions.json`. */
export const divisionsSchema = z.object({
  city: z.object({ code: z.string(), name: z.string() }),
  counties: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      officialDivision: z.boolean(),
      seatApprox: z.object({ lon: z.number(), lat: z.number() }).optional(),
      townships: z.array(township),
    }),
  ),
  functionalZones: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      statutoryCounty: z.string().optional(),
      statCode: z.string().nullable().optional(),
      mergedInto: z.string().optional(),
      wholeTownships: z.array(z.object({ code: z.string() })).optional(),
      partialTownships: z.array(z.object({ code: z.string() })).optional(),
    }),
  ),
  chemicalParks: z.object({ items: z.array(z.object({ name: z.string(), county: z.string() })) }),
});

export type Divisions = z.infer<typeof divisionsSchema>;

/** What the made-up gateways can be made to show (场景). */
export const scenes = {
  leak: {
    title: { zh: '气体泄漏', en: 'gas leak' },
    hint: {
      zh: '探测器读数升至高高限以上，数秒内报警',
      en: 'a detector rises beyond its high-high limit: an alarm within seconds',
    },
  },
  crowd: {
    title: { zh: '车间超员', en: 'overcrowded workshop' },
    hint: {
      zh: '场所人数超过限员，持续约半分钟后报警',
      en: 'more people than the place allows: an alarm after half a minute',
    },
  },
  fire: {
    title: { zh: '无票动火', en: 'hot work without a permit' },
    hint: {
      zh: '识别到动火而没有有效作业票，约半分钟后报警',
      en: 'hot work is seen and no permit allows it: an alarm after half a minute',
    },
  },
  covert: {
    title: { zh: '明停暗开', en: 'covert production' },
    hint: {
      zh: '停产企业的生产用电回升，演示城市约两分钟后报警',
      en: 'a stopped enterprise draws power: an alarm after two minutes in the made-up city',
    },
  },
  offline: {
    title: { zh: '虚假离线', en: 'false offline' },
    hint: {
      zh: '监测全部断开而用电照常，网关离线五分钟后判定',
      en: 'all monitoring falls silent while power runs: judged after five minutes of silence',
    },
  },
  link: {
    title: { zh: '链路中断', en: 'link down' },
    hint: {
      zh: '一个网关停止上传，五分钟后按一个事件报警',
      en: 'a gateway falls silent: one incident after five minutes',
    },
  },
} as const satisfies Readonly<Record<string, { title: Bilingual; hint: Bilingual }>>;
export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as [SceneName, ...SceneName[]];

/** Where a scene can play. */
export interface ScenePlace {
  readonly id: string;
  readonly name: string;
  readonly enterprise: string;
}

export interface PlayingScene {
  readonly id: string;
  readonly scene: SceneName;
  readonly place: ScenePlace;
  readonly since: number;
  readonly until: number;
  /** Who started it; null: it plays by itself, by the clock. */
  readonly by: string | null;
}

/** What plays in the made-up city, and can be made to (模拟器). */
export interface Stage {
  now(): number;
  places(scene: SceneName): readonly ScenePlace[];
  playing(): readonly PlayingScene[];
  /** Null: it cannot play there. */
  start(scene: SceneName, place: string, minutes: number, by: string): PlayingScene | null;
  end(id: string): void;
}
