// The functions app on Flex Consumption. It holds no secret: every setting that names a service of Azure also names the identity
// to use there, and secrets of others are references to the vault.
param resourceToken string
param location string
param tags { *: string }
param workspaceId string
param identityId string
param identityClientId string
param storageName string
param packageContainerUrl string
param mediaBlobServiceUri string
param applicationInsightsConnectionString string
param cosmosEndpoint string
param cosmosDatabase string
param signalREndpoint string
param authAuthority string
param authAudience string
param allowedOrigins string[]
param instanceMemoryMB int
param maximumInstanceCount int
param httpAlwaysReady int
param traceSampleRatio string

@description('Days after an order for which its personal data must be kept.')
param orderRetentionDays int

param vaultUri string

@description('Whether customers pay with Stripe, whose two secrets are in the vault.')
param stripePayments bool

@description('Whether customers may pay by transfer or on delivery beside it.')
param manualPayments bool

@description('Functions that read a change feed: without an instance always ready a change would wait for the platform to notice it.')
@export()
var changeFeedFunctions = ['PublishLiveStreamChanges', 'VerifyCardsAfterPin', 'UpdateCardsAfterProductChange', 'EmptyOrderedCarts']
var changeFeedAlwaysReady = [for name in changeFeedFunctions: { name: 'function:${name}', instanceCount: 1 }]
var stripeSettings = stripePayments
  ? {
      Payments__Stripe__SecretKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-secret-key/)'
      Payments__Stripe__WebhookSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-webhook-secret/)'
      Payments__Manual: string(manualPayments)
    }
  : {}
var httpReady = httpAlwaysReady == 0 ? [] : [{ name: 'http', instanceCount: httpAlwaysReady }]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${resourceToken}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: false }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${resourceToken}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: concat(changeFeedAlwaysReady, httpReady)
        // A request mostly waits for the database: the platform's default of 16 would start six times the instances.
        triggers: { http: { perInstanceConcurrency: 100 } }
      }
    }
    // Flex Consumption refuses most of a site's settings, ftpsState and alwaysOn among them (ARM error 51021).
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      cors: { allowedOrigins: allowedOrigins, supportCredentials: false }
    }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
  resource scmPassword 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(stripeSettings, {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      MediaStorage__blobServiceUri: mediaBlobServiceUri
      MediaStorage__credential: 'managedidentity'
      MediaStorage__clientId: identityClientId
      CosmosDBConnection__accountEndpoint: cosmosEndpoint
      CosmosDBConnection__credential: 'managedidentity'
      CosmosDBConnection__clientId: identityClientId
      CosmosDBDatabase: cosmosDatabase
      AzureSignalRConnectionString__serviceUri: signalREndpoint
      AzureSignalRConnectionString__credential: 'managedidentity'
      AzureSignalRConnectionString__clientId: identityClientId
      Auth__Authority: authAuthority
      Auth__Audience: authAudience
      Pages__Url: allowedOrigins[0]
      Orders__RetentionDays: string(orderRetentionDays)
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      // The Azure Monitor exporter knows its own samplers only; with any other name it keeps five traces a second.
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
      OTEL_TRACES_SAMPLER_ARG: traceSampleRatio
    })
  }
}

// Its logs are in Application Insights already.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output url string = 'https://${app.properties.defaultHostName}'
