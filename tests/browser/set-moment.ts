import type { Locator } from 'playwright'

/** Types a date and a time of the clock into the fields of a dialog, part by part, as by keyboard. */
export async function setMoment(dialog: Locator, [day, month, year, hour, minute]: string[]): Promise<void> {
  for (const [part, digits] of Object.entries({ day, month, year, hour, minute })) {
    const field = dialog.getByRole('spinbutton', { name: new RegExp(`^${part},`, 'i') })
    await field.focus()
    await field.pressSequentially(digits ?? '')
  }
}
