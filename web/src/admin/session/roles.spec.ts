import { expect, it } from 'vitest'
import { roleOf } from './roles'

const tokenWith = (payload: object) => `e30.${btoa(JSON.stringify(payload)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.x`

it.each([
  [{ roles: ['admin'] }, 'admin'],
  [{ roles: ['editor', 'admin'] }, 'admin'],
  [{ roles: 'admin' }, 'admin'],
  [{ roles: ['assistant'] }, 'assistant'],
  [{ roles: ['assistant', 'admin'] }, 'admin'],
  [{ roles: ['editor'] }, null],
  [{ roles: [] }, null],
  [{ name: 'ÿ>?carl' }, null],
])('roleOf of the claims %j is %s', (payload, role) => {
  expect(roleOf(tokenWith(payload))).toBe(role)
})

it.each([undefined, '', 'token', 'a.b.c'])('roleOf of the unreadable token %s is undefined', (token) => {
  expect(roleOf(token)).toBeUndefined()
})
