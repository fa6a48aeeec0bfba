import { type ReactElement, useState } from 'react';
import schematic from '../../../src/law/standards/trade-heze-schematic.geojson?raw';
import { Bars, Trend } from '../../../src/ui/charts/chart.tsx';
import type { Boundaries } from '../../../src/ui/map/model.ts';
import { SchematicMap } from '../../../src/ui/map/schematic-map.tsx';

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

export function ChartsPage(): ReactElement {
  const [picked, pick] = useState('');
  return (
    <>
      <h1>图表</h1>
      <Trend
        label="按期完成率"
        axis={months}
        unit="%"
        series={[
          { name: '曹县', values: [80, 82, null, 88, 91, 95] },
          { name: '单县', values: [70, 75, 78, 81, 80, 85] },
        ]}
        targets={[{ value: 90, label: '目标 90%' }]}
        max={100}
      />
      <Bars
        label="各县失分"
        axis={['曹县', '单县', '牡丹区']}
        lying
        series={[
          { name: '重大隐患', values: [3, 5, 8] },
          { name: '执法检查', values: [1, 2, 4] },
        ]}
        onPick={pick}
      />
      <output>{picked}</output>
    </>
  );
}

const boundaries = JSON.parse(schematic) as Boundaries;
const levels = ['red', 'orange', 'yellow', 'blue', 'none'] as const;
const points = levels.map((level, index) => ({
  ...{ id: `P${index}`, label: `企业${index}`, level },
  ...{ lon: 115.2 + index * 0.15, lat: 35.1 + index * 0.08 },
}));

export function MapPage(): ReactElement {
  const [picked, pick] = useState('');
  const areas = boundaries.features.map(({ properties }, index) => ({
    code: String(properties?.code),
    label: `${String(properties?.name)} ${index + 1}`,
    strength: index / 10,
  }));
  return (
    <>
      <h1>一张图</h1>
      <SchematicMap
        label="各县逾期重大隐患"
        boundaries={boundaries}
        areas={areas}
        points={points}
        onArea={pick}
        onPoint={pick}
        twin={
          <ul>
            {areas.map(({ code, label }) => (
              <li key={code}>
                <button type="button" className="plain-button" onClick={() => pick(code)}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
        }
      />
      <output>{picked}</output>
    </>
  );
}
