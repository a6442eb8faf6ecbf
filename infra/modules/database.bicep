// The shop's data. Names, partition keys, lifetimes and indexes are those of the code (CosmosContainers.cs), and a test in
// LiveShop.Tests/Infra compares the compiled template with it.
param resourceToken string
param location string
param tags { *: string }
param workspaceId string

@description('0: serverless. Otherwise the autoscale maximum of every container in request units a second.')
param maxThroughput int

@description('The identity that the functions run as.')
param functionsPrincipalId string

@description('Object ids of people or groups that may read the data.')
param readerPrincipalIds string[]

type containerType = {
  name: string
  partitionKey: string
  @description('Seconds that a document lives after its last write.')
  defaultTtl: int?
  @description('Paths that a query filters or sorts by.')
  indexed: string[]
  @description('Paths of one index together, ascending, for a query that filters by the first and sorts by the last.')
  composite: string[]?
}

var databaseName = 'liveshop'
var serverless = maxThroughput == 0

// Nothing else is indexed: every indexed path makes every write dearer.
var containers containerType[] = [
  {
    name: 'livestreams'
    partitionKey: '/streamId'
    indexed: ['/streamId/?', '/type/?', '/version/?', '/sortKey/?', '/pinnedProducts/[]/productId/?']
  }
  { name: 'catalog', partitionKey: '/productId', defaultTtl: -1, indexed: ['/productId/?', '/type/?', '/version/?', '/searchText/?', '/stockLabels/?', '/sortKey/?'] }
  { name: 'carts', partitionKey: '/id', defaultTtl: 2592000, indexed: [] }
  {
    name: 'orders'
    partitionKey: '/id'
    indexed: ['/dueAt/?', '/sortKey/?', '/status/?', '/number/?', '/lines/[]/streamId/?']
    composite: ['/status', '/sortKey']
  }
  { name: 'settings', partitionKey: '/id', indexed: [] }
  { name: 'leases', partitionKey: '/id', indexed: [] }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-10-15' = {
  name: 'cosmos-${resourceToken}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    enableAutomaticFailover: false
    enableMultipleWriteLocations: false
    publicNetworkAccess: 'Enabled'
  }

  resource database 'sqlDatabases' = {
    name: databaseName
    properties: { resource: { id: databaseName } }

    @batchSize(1)
    resource collections 'containers' = [
      for container in containers: {
        name: container.name
        properties: {
          resource: {
            id: container.name
            partitionKey: { paths: [container.partitionKey], kind: 'Hash', version: 2 }
            ...(container.?defaultTtl == null ? {} : { defaultTtl: container.?defaultTtl })
            indexingPolicy: {
              automatic: true
              indexingMode: 'consistent'
              includedPaths: map(container.indexed, path => { path: path })
              excludedPaths: [{ path: '/*' }]
              ...(container.?composite == null ? {} : { compositeIndexes: [map(container.composite!, path => { path: path, order: 'ascending' })] })
            }
          }
          options: serverless ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
        }
      }
    ]
  }

  resource contributor 'sqlRoleDefinitions' existing = { name: '00000000-0000-0000-0000-000000000002' }
  resource reader 'sqlRoleDefinitions' existing = { name: '00000000-0000-0000-0000-000000000001' }

  resource functionsAccess 'sqlRoleAssignments' = {
    name: guid(account.id, functionsPrincipalId, 'Cosmos DB Built-in Data Contributor')
    properties: { principalId: functionsPrincipalId, roleDefinitionId: contributor.id, scope: account.id }
  }

  resource readerAccess 'sqlRoleAssignments' = [
    for principalId in readerPrincipalIds: {
      name: guid(account.id, principalId, 'Cosmos DB Built-in Data Reader')
      properties: { principalId: principalId, roleDefinitionId: reader.id, scope: account.id }
    }
  ]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    // PartitionKeyRUConsumption shows a hot partition. A line for every request would cost more than the requests.
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'PartitionKeyRUConsumption', enabled: true }
    ]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output endpoint string = account.properties.documentEndpoint
output databaseName string = databaseName
