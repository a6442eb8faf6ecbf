import { expect, it } from 'vitest'
import { lacksAdminRole } from './roles'

const tokenWith = (payload: object) => `e30.${btoa(JSON.stringify(payload)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.x`

it.each([
  [{ roles: ['admin'] }, false],
  [{ roles: ['editor', 'admin'] }, false],
  [{ roles: 'admin' }, false],
  [{ roles: ['editor'] }, true],
  [{ roles: [] }, true],
  [{ name: 'ÿ>?carl' }, true],
])('lacksAdminRole of the claims %j is %s', (payload, said) => {
  expect(lacksAdminRole(tokenWith(payload))).toBe(said)
})

it.each([undefined, '', 'token', 'a.b.c'])('lacksAdminRole of the unreadable token %s is false', (token) => {
  expect(lacksAdminRole(token)).toBe(false)
})
