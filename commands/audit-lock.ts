/** A package as package-lock.json has it; the fields that are judged here. */
export type LockedPackage = {
  version?: string
  integrity?: string
  license?: string
  dev?: boolean
  link?: boolean
  hasInstallScript?: boolean
}

export type Dependencies = {
  manifest: Partial<Record<'dependencies' | 'devDependencies', Record<string, string>>> & {
    allowScripts?: Record<string, boolean>
  }
  lock: { packages: Record<string, LockedPackage> }
  /** The licence that a package states itself, where the lock has none. */
  licenceOf: (place: string) => string | undefined
}

/** What a newsroom may use and give on without asking a lawyer: free, and no duty on what is built with it. */
const licences = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  ...['Python-2.0', 'OFL-1.1'],
])

const exceptions: { of: RegExp; licence: string; because: string }[] = [
  {
    of: /^@img\/sharp-/,
    licence: 'LGPL-3.0-or-later',
    because: 'libvips, a library of its own that is used unmodified',
  },
  { of: /^caniuse-lite$/, licence: 'CC-BY-4.0', because: 'data on browsers, read while the admin is built' },
  { of: /^elkjs$/, licence: 'EPL-2.0', because: 'comes with Prisma’s Studio, which Bouclage does not load' },
]

/** What is wrong with the packages that this version is made of, a sentence each; needs no network. */
export function auditLock(dependencies: Dependencies): string[] {
  return [...pinned(dependencies), ...sealed(dependencies), ...scripts(dependencies), ...licensed(dependencies)]
}

export const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

const placesIn = ({ lock }: Dependencies) => Object.entries(lock.packages).filter(([place, { link }]) => place && !link)

/** One version, and the very one that the lock has. */
function pinned({ manifest, lock }: Dependencies): string[] {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  return asked.flatMap(([name, version]) => {
    const locked = lock.packages[`node_modules/${name}`]?.version
    if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) {
      return [
        `${name} is asked for as “${version}”, which may be another one tomorrow. Name one version: npm i -E ${name}.`,
      ]
    }
    return locked === version
      ? []
      : [`${name} is asked for as ${version}, and the lock has ${locked ?? 'none'}. Run npm install.`]
  })
}

/** A package whose bytes nobody has named could be exchanged on its way. */
const sealed = (dependencies: Dependencies): string[] =>
  placesIn(dependencies).flatMap(([place, { integrity }]) =>
    /^sha512-[\w+/]{86}==$/.test(integrity ?? '')
      ? []
      : [`${nameOf(place)} has no sha512 in the lock. Install it anew.`],
  )

/** What runs while packages are installed was looked at by somebody: package.json says yes or no to each. */
function scripts(dependencies: Dependencies): string[] {
  const { allowScripts = {} } = dependencies.manifest
  const running = new Set(
    placesIn(dependencies).flatMap(([place, { hasInstallScript }]) => (hasInstallScript ? [nameOf(place)] : [])),
  )
  const undecided = [...running].filter(name => !Object.hasOwn(allowScripts, name))
  const gone = Object.keys(allowScripts).filter(name => !running.has(name))
  return [
    ...undecided.map(name => `${name} wants to run a script when it is installed. Say yes or no in allowScripts.`),
    ...gone.map(name => `allowScripts names ${name}, which has no script to run. Remove it there.`),
  ]
}

/** Of what is served and run; tools for development are nobody's to give on. */
function licensed(dependencies: Dependencies): string[] {
  return placesIn(dependencies).flatMap(([place, { dev, license }]) => {
    const name = nameOf(place)
    const stated = license ?? dependencies.licenceOf(place) ?? 'none'
    return dev || isAllowed(name, stated) ? [] : [`${name} is licensed as ${stated}, which nobody has agreed to.`]
  })
}

/** An expression as package.json has it: `MIT`, `(MIT OR CC0-1.0)`, `Apache-2.0 AND MIT`. Anything else is refused. */
function isAllowed(name: string, expression: string): boolean {
  const own = exceptions.filter(({ of }) => of.test(name)).map(({ licence }) => licence)
  const isOne = (licence: string) => licences.has(licence) || own.includes(licence)
  const plain = expression.replace(/^\(([^()]*)\)$/, '$1')
  return plain.split(/ or /i).some(choice => choice.split(/ and /i).every(licence => isOne(licence.trim())))
}
