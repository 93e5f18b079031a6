/**
 * How the first article's cover was drawn; `npx tsx seed/draw-cover.ts` draws it again. An abstract landscape at dawn:
 * two paths climb from opposite sides to one pass, where the light is. No person, no flag, no real place.
 */
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const width = 1920
const height = 1080
const sun = { x: 1160, y: 520 }
const pass = { x: 1160, y: 842 }

type Point = { x: number; y: number }
type Ridge = { seed: number; base: number; relief: number; valley: Valley; top: string; foot: string }
type Valley = { x: number; halfWidth: number; depth: number }

/** Far to near, paler to darker; each opens before the light in a valley of its own. */
const ridges: Ridge[] = [
  {
    seed: 71,
    base: 640,
    relief: 270,
    valley: { x: 1130, halfWidth: 240, depth: 0.6 },
    top: '#cf8f90',
    foot: '#f9dcb9',
  },
  {
    seed: 23,
    base: 720,
    relief: 370,
    valley: { x: 1215, halfWidth: 300, depth: 0.82 },
    top: '#a26d83',
    foot: '#f0bf9f',
  },
  {
    seed: 5,
    base: 780,
    relief: 420,
    valley: { x: 1090, halfWidth: 390, depth: 0.93 },
    top: '#73527b',
    foot: '#d49b8f',
  },
  { seed: 42, base: 845, relief: 440, valley: { x: 1190, halfWidth: 520, depth: 1 }, top: '#463d6c', foot: '#8a6180' },
]

const file = fileURLToPath(new URL('images/deux-sentiers-aube.jpg', import.meta.url))
await sharp(Buffer.from(drawCover())).jpeg({ quality: 84, mozjpeg: true, chromaSubsampling: '4:4:4' }).toFile(file)

function drawCover(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      ${drawGradient('sky', ['#1f2a55', '#41467c', '#85648f', '#d98f8c', '#f8c795', '#fde6bd'])}
      ${ridges.map(({ seed, top, foot }) => drawGradient(`ridge${seed}`, [top, foot])).join('')}
      ${drawGradient('meadow', ['#3a3a63', '#262a52', '#12152f'])}
      ${drawGradient('path', ['#fff1d0', '#f9cf9e', '#d9987f'])}
      <radialGradient id="glow">
        <stop offset="0" stop-color="#fff8e4"/><stop offset="0.1" stop-color="#ffedc6" stop-opacity="0.85"/>
        <stop offset="0.35" stop-color="#ffcd9d" stop-opacity="0.4"/><stop offset="0.7" stop-color="#f7a58f" stop-opacity="0.12"/>
        <stop offset="1" stop-color="#e0808c" stop-opacity="0"/>
      </radialGradient>
      <filter id="mist" x="-50%" y="-300%" width="200%" height="700%"><feGaussianBlur stdDeviation="90 18"/></filter>
      <filter id="grain"><feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="3"/>
        <feColorMatrix type="saturate" values="0"/></filter>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>
    ${drawStars()}
    <circle cx="${sun.x}" cy="${sun.y}" r="620" fill="url(#glow)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="62" fill="#fffaee"/>
    ${ridges.map(drawRidge).join('')}
    ${drawMeadow()}
    <ellipse cx="${pass.x}" cy="${pass.y}" rx="420" ry="150" fill="url(#glow)" opacity="0.55"/>
    <rect width="${width}" height="${height}" filter="url(#grain)" opacity="0.05"/>
  </svg>`
}

function drawGradient(id: string, colours: string[]): string {
  const stops = colours.map((colour, at) => `<stop offset="${at / (colours.length - 1)}" stop-color="${colour}"/>`)
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient>`
}

function drawStars(): string {
  const random = randomFrom(9)
  const stars = Array.from({ length: 130 }, () => {
    const y = random() ** 1.4 * 400
    const opacity = (0.15 + random() * 0.6) * (1 - y / 430)
    return `<circle cx="${(random() * width).toFixed(1)}" cy="${y.toFixed(1)}" r="${(0.6 + random() * 1.1).toFixed(2)}" opacity="${opacity.toFixed(2)}"/>`
  })
  return `<g fill="#fff4dd">${stars.join('')}</g>`
}

function drawRidge({ seed, base, relief, valley }: Ridge): string {
  const profile = fractalProfile(seed)
  const points = profile.map((value, index) => {
    const x = (index / (profile.length - 1)) * (width + 80) - 40
    const openness = 1 - valley.depth * Math.exp(-(Math.abs((x - valley.x) / valley.halfWidth) ** 1.7))
    return { x, y: base - relief * openness * (0.2 + 0.8 * value) }
  })
  const mist = `<ellipse cx="${width / 2}" cy="${base + 20}" rx="1300" ry="26" fill="#fde3c3" opacity="0.5" filter="url(#mist)"/>`
  return `<path d="${polygon([...points, { x: width, y: height }, { x: 0, y: height }])}" fill="url(#ridge${seed})"/>${mist}`
}

/** The near saddle, and the two paths on it, each widening towards the eye. */
function drawMeadow(): string {
  const saddle = `M0 700 C 330 740, 760 ${pass.y}, ${pass.x} ${pass.y} S 1650 770, 1920 690 V ${height} H 0 Z`
  const left = ribbon([{ x: 210, y: 1120 }, { x: 1120, y: 1000 }, { x: 240, y: 905 }, pass], 92)
  const right = ribbon([{ x: 1760, y: 1120 }, { x: 1060, y: 985 }, { x: 1800, y: 915 }, pass], 82)
  return `<path d="${saddle}" fill="url(#meadow)"/><path d="${left}" fill="url(#path)"/><path d="${right}" fill="url(#path)"/>`
}

function ribbon([from, first, second, to]: [Point, Point, Point, Point], widest: number): string {
  const left: Point[] = []
  const right: Point[] = []
  for (let step = 0; step <= 120; step += 1) {
    const t = step / 120
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const
    const along = (axis: 'x' | 'y') =>
      weights[0] * from[axis] + weights[1] * first[axis] + weights[2] * second[axis] + weights[3] * to[axis]
    const half = 1.5 + widest * (1 - t) ** 2.4
    left.push({ x: along('x') - half, y: along('y') })
    right.unshift({ x: along('x') + half, y: along('y') })
  }
  return polygon([...left, ...right])
}

function polygon(points: Point[]): string {
  return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
}

/** A mountain's outline, 0 to 1: midpoints of midpoints, each shifted by half as much as the last. */
function fractalProfile(seed: number): number[] {
  const random = randomFrom(seed)
  let profile = Array.from({ length: 9 }, (_, index) => (index % 2 === 0 ? 0.35 : 0.8) + (random() - 0.5) * 0.7)
  for (let shift = 0.32; shift > 0.002; shift *= 0.5) {
    profile = profile.flatMap((value, index) => {
      const next = profile[index + 1]
      return next === undefined ? [value] : [value, (value + next) / 2 + (random() - 0.5) * shift]
    })
  }
  return profile
}

/** Mulberry32: the same landscape each time. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
