// The functions app on Flex Consumption. It holds no secret: every setting that names a service also names the
// identity to use there.
param resourceToken string
param location string
param tags object
param workspaceId string
param identityId string
param identityClientId string
param storageName string
param packageContainerUrl string
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

// A change feed is read from where these run; without one always ready a pin would wait for the platform to notice it.
var changeFeedFunctions = ['PublishLiveStreamChanges', 'RecheckPinnedProducts', 'RefreshPinnedProducts']
var changeFeedAlwaysReady = [for name in changeFeedFunctions: { name: 'function:${name}', instanceCount: 1 }]
var httpReady = httpAlwaysReady == 0 ? [] : [{ name: 'http', instanceCount: httpAlwaysReady }]

module plan 'br/public:avm/res/web/serverfarm:0.7.0' = {
  params: {
    name: 'plan-${resourceToken}'
    location: location
    tags: tags
    kind: 'functionapp'
    skuName: 'FC1'
    reserved: true
    zoneRedundant: false
  }
}

module app 'br/public:avm/res/web/site:0.24.0' = {
  params: {
    name: 'func-${resourceToken}'
    location: location
    tags: union(tags, { 'azd-service-name': 'api' })
    kind: 'functionapp,linux'
    serverFarmResourceId: plan.outputs.resourceId
    managedIdentities: { userAssignedResourceIds: [identityId] }
    httpsOnly: true
    clientAffinityEnabled: false
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: concat(changeFeedAlwaysReady, httpReady)
        // A request here mostly waits for the database: the platform's own 16 would start six times the instances.
        triggers: { http: { perInstanceConcurrency: 100 } }
      }
    }
    siteConfig: {
      alwaysOn: false
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      cors: { allowedOrigins: allowedOrigins, supportCredentials: false }
    }
    basicPublishingCredentialsPolicies: [
      { name: 'ftp', allow: false }
      { name: 'scm', allow: false }
    ]
    configs: [
      {
        name: 'appsettings'
        retainCurrentAppSettings: false
        properties: {
          AzureWebJobsStorage__accountName: storageName
          AzureWebJobsStorage__credential: 'managedidentity'
          AzureWebJobsStorage__clientId: identityClientId
          CosmosDBConnection__accountEndpoint: cosmosEndpoint
          CosmosDBConnection__credential: 'managedidentity'
          CosmosDBConnection__clientId: identityClientId
          CosmosDBDatabase: cosmosDatabase
          AzureSignalRConnectionString__serviceUri: signalREndpoint
          AzureSignalRConnectionString__credential: 'managedidentity'
          AzureSignalRConnectionString__clientId: identityClientId
          Auth__Authority: authAuthority
          Auth__Audience: authAudience
          APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
          APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
          OTEL_TRACES_SAMPLER: 'parentbased_traceidratio'
          OTEL_TRACES_SAMPLER_ARG: traceSampleRatio
        }
      }
    ]
    // Its logs are in Application Insights already.
    diagnosticSettings: [{ workspaceResourceId: workspaceId, metricCategories: [{ category: 'AllMetrics' }] }]
  }
}

output url string = 'https://${app.outputs.defaultHostname}'
