/** A secret for an authenticator: as a picture to scan, and in groups to type by hand. */
export type ShownOffer = {
  offer: string
  groups: readonly string[]
  address: string
  qr: { size: number; path: string }
}

export function SecretOffer({ groups, address, qr }: Omit<ShownOffer, 'offer'>) {
  return (
    <div className="flex flex-wrap items-start gap-5">
      {/* Black on white in the dark as well: few cameras read the other way round. */}
      <svg
        className="size-52 shrink-0 rounded-lg border border-line bg-white"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label="Picture of the secret, to be scanned by an authenticator"
      >
        <path fill="#ffffff" d={`M0 0h${qr.size}v${qr.size}H0z`} />
        <path fill="#000000" d={qr.path} />
      </svg>
      <div className="grid min-w-0 flex-1 basis-52 gap-2">
        <p>
          Scan it with an authenticator on your phone, such as the one in your password manager. Reading this on that
          phone? <a href={address}>Open the authenticator</a>. No camera? Type this secret there, by time, with 6
          digits:
        </p>
        <p className="flex flex-wrap gap-x-3 gap-y-1 font-mono font-semibold">
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one secret stand where they stand.
            <span key={`${at}${group}`}>{group}</span>
          ))}
        </p>
      </div>
    </div>
  )
}
