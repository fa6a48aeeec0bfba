import type { Order } from '../../../law/plans/model.ts';

const TOLERANCE = '1e-9';

/** Quotients are compared with a tolerance, docs/evaluation.md. */
export function compared(sql: string, op: Order, target: string): string {
  switch (op) {
    case 'eq':
      return `abs((${sql}) - ${target}) <= ${TOLERANCE}`;
    case 'gte':
      return `(${sql}) >= ${target} - ${TOLERANCE}`;
    case 'gt':
      return `(${sql}) > ${target} + ${TOLERANCE}`;
    case 'lte':
      return `(${sql}) <= ${target} + ${TOLERANCE}`;
    case 'lt':
      return `(${sql}) < ${target} - ${TOLERANCE}`;
  }
}
