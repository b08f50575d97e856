/** Where a login that is over is opened again. */
export const loginPath = '/login'
