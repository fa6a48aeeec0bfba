import { useQueryClient } from '@tanstack/react-query';
import { toast } from '../../../ui/toasts.tsx';

/** Does something, says so, and asks for everything again. */
export function useAct(): (work: () => Promise<unknown>, said: string) => Promise<void> {
  const client = useQueryClient();
  return async (work, said) => {
    try {
      await work();
      toast.good(said);
    } catch (error) {
      toast.bad(error);
    }
    await client.invalidateQueries();
  };
}
