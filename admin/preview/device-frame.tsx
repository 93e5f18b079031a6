import { useEffect, useRef, useState } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { patchPage } from './patch-page.ts'

/** What each width stands for, in CSS pixels. */
export const deviceWidths = { phone: 390, tablet: 820, desktop: 1280 } as const
export type Device = keyof typeof deviceWidths

type Props = { html: string; device: Device; title: string }

/** The page as a device that wide shows it, made smaller where there is less room. Nothing in it runs. */
export function DeviceFrame({ html, device, title }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [firstPage] = useState(html)
  const { width, height } = useSize(room)
  const deviceWidth = deviceWidths[device]
  const scale = width === 0 ? 1 : Math.min(1, width / deviceWidth)
  const show = () => {
    const shown = frame.current?.contentDocument
    if (shown?.body) patchPage(shown, html)
  }
  useEffect(show, [html])
  return (
    <div ref={room} className={roomStyles}>
      <iframe
        ref={frame}
        title={title}
        srcDoc={firstPage}
        onLoad={show}
        // Of one origin with the desk, so that it may be patched; without scripts. Links open windows of their own.
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        className={frameStyles}
        style={{ width: deviceWidth, height: height / scale, transform: `scale(${scale}) translateX(-50%)` }}
      />
    </div>
  )
}

function useSize(element: { current: HTMLElement | null }) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const watched = element.current
    if (!watched) return
    const observer = new ResizeObserver(() => setSize({ width: watched.clientWidth, height: watched.clientHeight }))
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return size
}

const roomStyles = css({
  position: 'relative',
  minHeight: 0,
  overflow: 'hidden',
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
})

// Out of the flow: as wide as its device, it would otherwise push the pane open.
const frameStyles = css({
  position: 'absolute',
  top: 0,
  left: '50%',
  border: 0,
  backgroundColor: '#fff',
  transformOrigin: 'top left',
  boxShadow: `0 0 0 1px ${tokenSchema.color.border.muted}`,
})
