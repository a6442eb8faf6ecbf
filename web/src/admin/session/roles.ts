/**
 * Whether a JWT's claims lack the admin role. Public reads accept any token, so without this check a missing role would
 * show only when the first command is refused. False for a token that cannot be parsed: the server decides then.
 */
export function lacksAdminRole(accessToken: string | undefined): boolean {
  const payload = accessToken?.split('.')[1]
  if (!payload) return false
  try {
    const { roles } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { roles?: string | string[] }
    return ![roles].flat().includes('admin')
  } catch {
    return false
  }
}
