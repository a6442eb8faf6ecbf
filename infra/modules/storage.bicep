// What the functions host keeps for itself: the app's package, its keys and its diagnostic events. None of the shop.
param resourceToken string
param location string
param tags object
param workspaceId string

@description('The identity that the functions run as.')
param functionsPrincipalId string

var packageContainer = 'app-package'

module account 'br/public:avm/res/storage/storage-account:0.33.0' = {
  params: {
    name: 'st${resourceToken}'
    location: location
    tags: tags
    skuName: 'Standard_LRS'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    // The module closes the account's firewall unless told otherwise, and these functions are in no virtual network.
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }
    blobServices: {
      containers: [{ name: packageContainer }]
    }
    roleAssignments: [
      {
        principalId: functionsPrincipalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: 'Storage Blob Data Owner'
      }
      {
        principalId: functionsPrincipalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: 'Storage Table Data Contributor'
      }
    ]
    diagnosticSettings: [{ workspaceResourceId: workspaceId }]
  }
}

output name string = account.outputs.name
output packageContainerUrl string = '${account.outputs.primaryBlobEndpoint}${packageContainer}'
