/** The rights of an account: everything, or running the shows. */
export type Role = 'admin' | 'assistant'

/**
 * The role that a JWT's claims give, null for none. Public reads accept any token, so without this check a missing role would
 * show only when the first command is refused. Undefined for a token that cannot be parsed: the server decides then.
 */
export function roleOf(accessToken: string | undefined): Role | null | undefined {
  const claims = claimsOf(accessToken)
  if (!claims) return undefined
  const roles = [claims.roles].flat()
  return (['admin', 'assistant'] as const).find((role) => roles.includes(role)) ?? null
}

/** The admin's id as the journal has it, by the rule of the server. */
export function subjectOf(accessToken: string | undefined): string | undefined {
  const claims = claimsOf(accessToken)
  return claims?.oid ?? claims?.sub
}

interface Claims {
  roles?: string | string[]
  oid?: string
  sub?: string
}

function claimsOf(accessToken: string | undefined): Claims | undefined {
  const payload = accessToken?.split('.')[1]
  if (!payload) return undefined
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims
  } catch {
    return undefined
  }
}
