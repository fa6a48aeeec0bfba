import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import { addPerson, testIdentity } from '../../../tests/support/identity.ts';
import { standingOf } from './service/standing.ts';

test('what an account may do now follows from its grants of today; closed, it is nobody', async () => {
  const db = await createTestDatabase();
  try {
    const identity = testIdentity(db);
    const id = await addPerson(identity, {
      login: 'standing',
      password: 'Long-enough-1',
      role: 'bureau',
      node: '371728',
    });
    const standing = await standingOf(identity, id);
    expect(standing?.roles).toEqual(['bureau']);
    expect(standing?.writeKeys).toContain('d:371728:chem');
    await db.owner.query('update identity.role_grant set revoked_at = now() where account = $1', [
      id,
    ]);
    expect(await standingOf(identity, id)).toMatchObject({ roles: [], writeKeys: [] });
    await db.owner.query(`update identity.account set status = 'disabled' where id = $1`, [id]);
    expect(await standingOf(identity, id)).toBeNull();
    expect(await standingOf(identity, 'nobody')).toBeNull();
  } finally {
    await db.close();
  }
});
