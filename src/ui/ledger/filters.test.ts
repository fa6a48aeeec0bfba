import { expect, it } from 'vitest';
import { filtersOf, withFilters } from './filters.ts';

const search = (text: string): URLSearchParams => new URLSearchParams(text);

it('reads only the filters that have a value', () => {
  expect(filtersOf(search('status=overdue&name=&asOf=2025-01-01'), ['status', 'name'])).toEqual({
    status: 'overdue',
  });
});

it('changes filters and leaves the rest of the address', () => {
  const next = withFilters(search('status=overdue&asOf=2025-01-01&name=x'), {
    status: 'met',
    name: null,
    county: '371721',
    sort: '',
  });
  expect(next.toString()).toBe('status=met&asOf=2025-01-01&county=371721');
});
