// The connections to the customers. Serverless: no hub server, the functions send over REST.
param resourceToken string
param location string
param tags { *: string }
param sku string
param units int
param workspaceId string

@description('Origins of the pages that may connect.')
param allowedOrigins string[]

@description('The identity that the functions run as.')
param functionsPrincipalId string

var signalRServiceOwner = '7e4f1700-ea5a-4f59-8f37-079cfe29dce3'

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: 'sigr-${resourceToken}'
  location: location
  tags: tags
  kind: 'SignalR'
  sku: { name: sku, capacity: units }
  properties: {
    features: [{ flag: 'ServiceMode', value: 'Serverless' }]
    cors: { allowedOrigins: allowedOrigins }
    disableLocalAuth: true
    disableAadAuth: false
    publicNetworkAccess: 'Enabled'
    tls: { clientCertEnabled: false }
    // MessagingLogs stay off: a log line for every message would cost more than the messages.
    resourceLogConfiguration: {
      categories: [
        { name: 'ConnectivityLogs', enabled: 'true' }
        { name: 'HttpRequestLogs', enabled: 'true' }
        { name: 'MessagingLogs', enabled: 'false' }
      ]
    }
  }
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: service
  name: guid(service.id, functionsPrincipalId, signalRServiceOwner)
  properties: {
    principalId: functionsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', signalRServiceOwner)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: service
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = service.id
output endpoint string = 'https://${service.properties.hostName}'
