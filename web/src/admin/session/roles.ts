/**
 * Whether a JWT's claims lack the admin role. Public reads accept any token, so without this check a missing role would
 * show only when the first command is refused. False for a token that cannot be parsed: the server decides then.
 */
export function lacksAdminRole(accessToken: string | undefined): boolean {
  const claims = claimsOf(accessToken)
  return !!claims && ![claims.roles].flat().includes('admin')
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
