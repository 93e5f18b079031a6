import { gql, type ApolloClient } from '@keystone-6/core/admin-ui/apollo'
import { deserializeItemToValue } from '@keystone-6/core/admin-ui/utils'
import type { ListMeta } from '@keystone-6/core/types'
import { writableKeys, type FormValue } from './form-value.ts'

/** The item as it is stored now, as its form would open with it. */
export async function fetchStored(client: ApolloClient, list: ListMeta, id: string): Promise<FormValue> {
  const keys = [...writableKeys(list.fields), ...('version' in list.fields ? ['version'] : [])]
  const fields = Object.fromEntries(keys.flatMap(key => (list.fields[key] ? [[key, list.fields[key]]] : [])))
  const selections = Object.values(fields).map(({ controller }) => controller.graphqlSelection)
  const { data } = await client.query<{ item: Record<string, unknown> | null }>({
    query: gql(
      `query FetchStored($id: ID!) { item: ${list.graphql.names.itemQueryName}(where: { id: $id }) { id ${selections.join(' ')} } }`,
    ),
    variables: { id },
    fetchPolicy: 'no-cache',
  })
  if (!data?.item) throw new Error(`${list.singular} ${id} is not there any more, or you may not see it.`)
  return deserializeItemToValue(fields, data.item)
}
