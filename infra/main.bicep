// Everything LiveShop needs in Azure, in one resource group; `azd up` runs this file. README.md describes it.
targetScope = 'subscription'

@description('Name of the azd environment; every resource name is derived from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything but the static site: one that has Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location flexConsumptionRegion

@description('Region of the static site. Its files are served from everywhere; only these regions can own one.')
param webLocation 'centralus' | 'eastasia' | 'eastus2' | 'westeurope' | 'westus2' = 'westeurope'

@description('OIDC issuer of the admins\' tokens, such as https://login.microsoftonline.com/<tenant>/v2.0.')
@minLength(1)
param authAuthority string

@description('The `aud` of the admins\' tokens: the client id of the API\'s app registration.')
@minLength(1)
param authAudience string

@description('Client id of the app registration that the admin page signs in with.')
@minLength(1)
param authClientId string

@description('Scope that the admin page asks for, such as api://<api client id>/access.')
@minLength(1)
param authScope string

@description('0: Cosmos DB is serverless. Otherwise the autoscale maximum of every container in request units a second, 1,000 or more. An account cannot be changed from one to the other.')
@minValue(0)
@maxValue(1000000)
param cosmosMaxThroughput int = 0

@description('Object id of a person or a group that may read the data in Cosmos DB; empty for nobody.')
param dataReaderPrincipalId string = ''

@description('SKU of SignalR Service. Free_F1 is enough to try it: 20 connections at once.')
param signalRSku 'Free_F1' | 'Standard_S1' | 'Premium_P1' | 'Premium_P2' = 'Standard_S1'

@description('Units of SignalR Service: 1,000 connections each. Premium_P2 counts in hundreds.')
@minValue(1)
@maxValue(1000)
param signalRUnits int = 1

@description('Memory of one functions instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('Most instances that the functions may scale out to.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that always wait for HTTP requests. 0 saves money between shows and costs the first caller a cold start.')
@minValue(0)
param httpAlwaysReady int = 1

@description('Share of the traces that are kept, 0 to 1. With many customers traces cost more than the functions.')
param traceSampleRatio string = '1'

@description('Gigabytes of logs a day after which nothing more is stored until the next day; -1 is no limit.')
@minValue(-1)
param logDailyCapGB int = 5

@description('Days after an order for which a law wants its personal data kept: nobody can erase it before. 0 for none.')
@minValue(0)
@maxValue(36500)
param orderRetentionDays int = 0

@description('Whether customers pay with Stripe. Its two secrets have to be in the vault first (docs/payments.md).')
param stripePayments bool = false

@description('Whether customers may pay by transfer or on delivery beside Stripe.')
param manualPayments bool = false

@description('Address that alerts are sent to; empty for none.')
param alertEmail string = ''

@description('Plan of the static site. Free stops at 100 GB a month.')
param webSku 'Free' | 'Standard' = 'Free'

// `az functionapp list-flexconsumption-locations` names the regions of today.
type flexConsumptionRegion =
  | 'australiaeast'
  | 'centralindia'
  | 'centralus'
  | 'eastasia'
  | 'eastus'
  | 'eastus2'
  | 'francecentral'
  | 'germanywestcentral'
  | 'northcentralus'
  | 'northeurope'
  | 'southcentralus'
  | 'southeastasia'
  | 'swedencentral'
  | 'uksouth'
  | 'westcentralus'
  | 'westeurope'
  | 'westus2'
  | 'westus3'

var tags = { 'azd-env-name': environmentName }
var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    publisherPrincipalId: identity.outputs.principalId
    dailyCapGB: logDailyCapGB
  }
}

module web 'modules/web.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: webLocation
    tags: tags
    sku: webSku
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    functionsPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module media 'modules/media.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    functionsPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module database 'modules/database.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    maxThroughput: cosmosMaxThroughput
    readerPrincipalIds: empty(dataReaderPrincipalId) ? [] : [dataReaderPrincipalId]
    functionsPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module realtime 'modules/realtime.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    sku: signalRSku
    units: signalRUnits
    allowedOrigins: [web.outputs.url]
    functionsPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module secrets 'modules/secrets.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    functionsPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerUrl: storage.outputs.packageContainerUrl
    mediaBlobServiceUri: media.outputs.blobServiceUri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    cosmosEndpoint: database.outputs.endpoint
    cosmosDatabase: database.outputs.databaseName
    signalREndpoint: realtime.outputs.endpoint
    authAuthority: authAuthority
    authAudience: authAudience
    allowedOrigins: [web.outputs.url]
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpAlwaysReady: httpAlwaysReady
    traceSampleRatio: traceSampleRatio
    orderRetentionDays: orderRetentionDays
    vaultUri: secrets.outputs.uri
    stripePayments: stripePayments
    manualPayments: manualPayments
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    resourceToken: resourceToken
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    signalRId: realtime.outputs.id
    email: alertEmail
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output API_BASE_URL string = functions.outputs.url
output WEB_BASE_URL string = web.outputs.url
output AUTH_AUTHORITY string = authAuthority
output AUTH_CLIENT_ID string = authClientId
output AUTH_SCOPE string = authScope
