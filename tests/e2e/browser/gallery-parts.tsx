import { type ReactElement, useState } from 'react';
import { levels, ScaleChip, SourceChip, StatusChip } from '../../../src/ui/chips.tsx';
import { Button, ConfirmButton } from '../../../src/ui/dialog.tsx';
import { FileButton } from '../../../src/ui/file-button.tsx';
import { NumberCard } from '../../../src/ui/number-card.tsx';
import { NoPermission } from '../../../src/ui/states.tsx';
import { Quote, Timeline } from '../../../src/ui/timeline.tsx';
import { toast } from '../../../src/ui/toasts.tsx';

const scales = ['risk', 'grade', 'alarm'] as const;
const tones = ['done', 'going', 'soon', 'overdue', 'unknown'] as const;

export function PartsPage(): ReactElement {
  const [confirmed, confirm] = useState(0);
  return (
    <>
      <h1>零件</h1>
      <p>
        {scales.map((scale) =>
          levels.map((level) => <ScaleChip key={scale + level} scale={scale} level={level} />),
        )}
      </p>
      <p>
        {tones.map((tone) => (
          <StatusChip key={tone} tone={tone} text={tone} />
        ))}
        <SourceChip source="省系统" time="11-20 同步" />
      </p>
      <div className="numbers">
        <NumberCard
          label="逾期重大隐患"
          value={1234}
          unit="条"
          to="/ledger"
          metric="/parts"
          tone="bad"
        />
        <NumberCard label="按期完成率" value={0.9342} to="/ledger" metric="/parts" tone="good" />
        <NumberCard label="未知" value={null} to="/ledger" />
      </div>
      <p>
        <Button kind="main" onClick={() => toast.good({ zh: '已保存', en: 'Saved' })}>
          提示
        </Button>{' '}
        <Button onClick={() => toast.bad(new Error('x'))}>出错提示</Button>{' '}
        <Button disabled>不可用</Button>{' '}
        <ConfirmButton title="确定发布？" onConfirm={async () => confirm(confirmed + 1)}>
          发布
        </ConfirmButton>{' '}
        <FileButton accept=".xlsx" maxBytes={1024} onFile={async (_file, at) => at(1)}>
          上传
        </FileButton>{' '}
        <span id="confirmed">{confirmed}</span>
      </p>
      <Timeline
        label="经过"
        items={[
          { key: 'a', time: '2026-06-30 09:00', title: '整改完成', tone: 'done' },
          { key: 'b', time: '2026-06-01', title: '已逾期', detail: '第二次提醒', tone: 'overdue' },
        ]}
      />
      <Quote
        text={'（二）开展重大危险源企业专项整治。\n按期完成率达到 100%。'}
        source="攻坚方案 2.5"
      />
      <NoPermission />
    </>
  );
}

export function FailingPage(): ReactElement {
  throw new Error('this page always fails');
}

/** Everything that the checks look for, once or after others that are as they should be. */
export function WrongPage(): ReactElement {
  return (
    <>
      <h1>{'样样都错'}</h1>
      <p id="twice">
        <ScaleChip scale="risk" level="red" />
      </p>
      <p id="twice">
        <span className="chip chip-red">{'红'}</span> <span className="status">{'逾期'}</span>
      </p>
      <div style={{ background: '#c4161c', height: 8, width: 8 }} />
      <ul>
        <li>{'第一行'}</li>
        <li>{'第二行'}</li>
        <li style={{ color: '#cccccc' }}>{'第三行'}</li>
      </ul>
      <div style={{ height: 10, overflow: 'hidden', width: 40 }}>{'被裁掉的一句话'}</div>
      <button type="button" style={{ fontSize: 12, maxHeight: 20, minHeight: 0 }}>
        {'小'}
      </button>
      <div style={{ width: 3000 }}>{'太宽'}</div>
    </>
  );
}
