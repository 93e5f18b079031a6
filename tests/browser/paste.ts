import type { Page } from 'playwright'

/** Pastes at the cursor as another program's clipboard is pasted: with all of its rubbish, which a browser lets through. */
export async function paste(page: Page, formats: Record<string, string>): Promise<void> {
  await page.evaluate(given => {
    const clipboardData = new DataTransfer()
    for (const [format, text] of Object.entries(given)) clipboardData.setData(format, text)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, formats)
}
