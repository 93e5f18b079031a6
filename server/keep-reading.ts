import type { ApolloServerPlugin } from '@apollo/server'
import type { Session } from '../access.ts'
import { Refusal } from '../errors.ts'

/** A program whose token only reads sends no mutation, whatever its person may. For Apollo's `plugins`. */
export const keepReading: ApolloServerPlugin<{ session?: Session }> = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation, contextValue }) {
      if (operation?.operation !== 'mutation' || contextValue.session?.apiToken?.mayWrite !== false) return
      throw new Refusal('NOT_PERMITTED', {
        en: 'This token only reads. Make one that reads and writes, and use it in its stead.',
        fr: 'Ce jeton ne fait que lire. Créez-en un qui lit et écrit, et servez-vous de celui-là.',
      })
    },
  }),
}
