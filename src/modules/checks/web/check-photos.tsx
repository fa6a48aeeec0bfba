import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ApiProblem } from '../../../ui/api/problem.ts';
import { FileThumbs, type ShownFile } from '../../../ui/files.tsx';
import { Answered } from '../../../ui/states.tsx';
import { fileSource } from '../../files/web/index.ts';
import type { CheckRow } from '../contract.ts';

/** What was taken at a check, seen through its record. */
export function CheckPhotos(props: {
  readonly row: Pick<CheckRow, 'id' | 'photos'>;
  readonly label: string;
}): ReactElement | null {
  const { row, label } = props;
  const files = useQuery<readonly ShownFile[], ApiProblem>({
    queryKey: ['check-photos', row.id],
    queryFn: () => {
      const source = fileSource(row.photos.length, `measureCheck/${row.id}`);
      return Promise.all(row.photos.map(source.about));
    },
    enabled: row.photos.length > 0,
  });
  if (row.photos.length === 0) return null;
  return <Answered of={files}>{(shown) => <FileThumbs files={shown} label={label} />}</Answered>;
}
