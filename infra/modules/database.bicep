// The shop's data. Names, partition keys, lifetimes and indexes are the code's: LiveShop.Core/Storage/Cosmos, and a
// test in LiveShop.Tests/Infra holds this file against it.
param resourceToken string
param location string
param tags object
param workspaceId string

@description('0: serverless. Otherwise the autoscale maximum of every container in request units a second.')
param maxThroughput int

@description('The identity that the functions run as.')
param functionsPrincipalId string

var databaseName = 'liveshop'
var serverless = maxThroughput == 0
var throughput = serverless ? null : maxThroughput

// Only what a query asks for is indexed: every indexed path makes every write dearer. The id always is.
var onlyById = { automatic: true, indexingMode: 'consistent', includedPaths: [], excludedPaths: [{ path: '/*' }] }

module account 'br/public:avm/res/document-db/database-account:0.20.1' = {
  params: {
    name: 'cosmos-${resourceToken}'
    location: location
    tags: tags
    capabilitiesToAdd: serverless ? ['EnableServerless'] : []
    zoneRedundant: false
    disableLocalAuthentication: true
    disableKeyBasedMetadataWriteAccess: true
    minimumTlsVersion: 'Tls12'
    defaultConsistencyLevel: 'Session'
    backupPolicyType: 'Continuous'
    backupPolicyContinuousTier: 'Continuous7Days'
    networkRestrictions: { publicNetworkAccess: 'Enabled' }
    sqlDatabases: [
      {
        name: databaseName
        containers: [
          {
            name: 'livestreams'
            paths: ['/streamId']
            version: 2
            indexingPolicy: {
              automatic: true
              indexingMode: 'consistent'
              includedPaths: [
                { path: '/streamId/?' }
                { path: '/type/?' }
                { path: '/status/?' }
                { path: '/version/?' }
                { path: '/pinnedProducts/[]/productId/?' }
              ]
              excludedPaths: [{ path: '/*' }]
            }
            autoscaleSettingsMaxThroughput: throughput
          }
          {
            name: 'products'
            paths: ['/id']
            version: 2
            // On, with nothing expiring: what has a lifetime says so itself.
            defaultTtl: -1
            indexingPolicy: {
              automatic: true
              indexingMode: 'consistent'
              includedPaths: [{ path: '/searchName/?' }, { path: '/deletedAt/?' }]
              excludedPaths: [{ path: '/*' }]
            }
            autoscaleSettingsMaxThroughput: throughput
          }
          {
            name: 'carts'
            paths: ['/id']
            version: 2
            defaultTtl: 2592000
            indexingPolicy: onlyById
            autoscaleSettingsMaxThroughput: throughput
          }
          {
            name: 'leases'
            paths: ['/id']
            version: 2
            indexingPolicy: onlyById
            autoscaleSettingsMaxThroughput: throughput
          }
        ]
      }
    ]
    sqlRoleAssignments: [
      {
        principalId: functionsPrincipalId
        roleDefinitionId: 'Cosmos DB Built-in Data Contributor'
      }
    ]
    diagnosticSettings: [
      {
        workspaceResourceId: workspaceId
        // A hot partition shows in the second. One line for every request would cost more than the requests.
        logCategoriesAndGroups: [{ category: 'ControlPlaneRequests' }, { category: 'PartitionKeyRUConsumption' }]
        metricCategories: [{ category: 'AllMetrics' }]
      }
    ]
  }
}

output endpoint string = account.outputs.endpoint
output databaseName string = databaseName
