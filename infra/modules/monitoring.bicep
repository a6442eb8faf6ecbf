// Traces, metrics and logs. No instrumentation key is accepted: whoever writes needs the publisher's role.
param resourceToken string
param location string
param tags object

@description('The identity that may send telemetry.')
param publisherPrincipalId string

module workspace 'br/public:avm/res/operational-insights/workspace:0.16.1' = {
  params: {
    name: 'log-${resourceToken}'
    location: location
    tags: tags
    dataRetention: 30
  }
}

module applicationInsights 'br/public:avm/res/insights/component:0.8.0' = {
  params: {
    name: 'appi-${resourceToken}'
    location: location
    tags: tags
    workspaceResourceId: workspace.outputs.resourceId
    retentionInDays: 30
    disableLocalAuth: true
    // Customers' addresses are stored as 0.0.0.0.
    disableIpMasking: false
    roleAssignments: [
      {
        principalId: publisherPrincipalId
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: 'Monitoring Metrics Publisher'
      }
    ]
  }
}

output workspaceId string = workspace.outputs.resourceId
output connectionString string = applicationInsights.outputs.connectionString
