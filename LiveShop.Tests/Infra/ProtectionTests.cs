using System.Text.RegularExpressions;
using LiveShop.Blobs;

namespace LiveShop.Tests.Infra;

/// <summary>The protections that docs/security.md names for Azure, in the resources that are deployed.</summary>
public sealed partial class ProtectionTests
{
    private const string Roles = "Microsoft.Authorization/roleAssignments";

    [Theory]
    // No keys.
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "False")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.isLocalUserEnabled", "False")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.defaultToOAuthAuthentication", "True")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "False")]
    [InlineData("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "None")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "properties.disableLocalAuth", "True")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "properties.disableKeyBasedMetadataWriteAccess", "True")]
    [InlineData("Microsoft.SignalRService/signalR", "properties.disableLocalAuth", "True")]
    [InlineData("Microsoft.Insights/components", "properties.DisableLocalAuth", "True")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "True")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "True")]
    // Encrypted connections only.
    [InlineData("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "True")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "properties.minimalTlsVersion", "Tls12")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2")]
    [InlineData("Microsoft.Web/sites", "properties.httpsOnly", "True")]
    // No credentials in requests of other sites' pages.
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.cors.supportCredentials", "False")]
    // A way back.
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "True")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "properties.backupPolicy.type", "Continuous")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "properties.backupPolicy.continuousModeProperties.tier", "Continuous7Days")]
    // Customers' addresses and retention.
    [InlineData("Microsoft.Insights/components", "properties.DisableIpMasking", "False")]
    [InlineData("Microsoft.Insights/components", "properties.RetentionInDays", "30")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.retentionInDays", "30")]
    // A ceiling for the bill.
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.workspaceCapping.dailyQuotaGb", "5")]
    public async Task A_deployed_resource_has_its_protection(string type, string property, string value)
    {
        var resources = (await Deployment.DefaultAsync()).All(type);

        Assert.NotEmpty(resources);
        Assert.All(resources, resource => Assert.Equal(value, resource.Text(property)));
    }

    [Fact]
    public async Task Pictures_are_kept_in_a_container_of_an_account_that_restores_what_was_deleted_within_a_week()
    {
        var deployment = await Deployment.DefaultAsync();
        var service = Assert.Single(
            deployment.All("Microsoft.Storage/storageAccounts/blobServices"), service => service.Text("name").StartsWith("stmedia", StringComparison.Ordinal));
        var retention = service.At("properties.deleteRetentionPolicy");

        Assert.Equal(("True", "7"), (retention.Text("enabled"), retention.Text("days")));
        Assert.Contains(
            deployment.All("Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => container.Text("name") == $"{service.Text("name")}/{BlobMediaStore.Container}");
    }

    [Fact]
    public async Task Nobody_can_publish_with_a_password()
    {
        var policies = (await Deployment.DefaultAsync()).All("Microsoft.Web/sites/basicPublishingCredentialsPolicies");

        Assert.Equal(["ftp", "scm"], policies.Select(policy => policy.Text("name").Split('/')[1]).Order());
        Assert.All(policies, policy => Assert.False(policy.At("properties.allow").GetBoolean()));
    }

    [Fact]
    public async Task SignalR_Service_is_serverless()
    {
        var features = (await Deployment.DefaultAsync()).Single("Microsoft.SignalRService/signalR").At("properties.features");
        var feature = Assert.Single(features.EnumerateArray());

        Assert.Equal(("ServiceMode", "Serverless"), (feature.Text("flag"), feature.Text("value")));
    }

    [Theory]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.cors.allowedOrigins")]
    [InlineData("Microsoft.SignalRService/signalR", "properties.cors.allowedOrigins")]
    public async Task Only_the_static_sites_pages_may_call(string type, string property)
    {
        var origin = Assert.Single((await Deployment.DefaultAsync()).Single(type).At(property).EnumerateArray()).GetString();

        Assert.Contains("format('web-{0}'", origin, StringComparison.Ordinal);
        Assert.EndsWith(".outputs.url.value]", origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b7e6dc6d-f1e8-4753-8033-0f276bb0955b")] // Storage Blob Data Owner
    [InlineData("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3")] // Storage Table Data Contributor
    [InlineData("ba92f5b4-2d11-453d-a403-e96b0029c9fe")] // Storage Blob Data Contributor
    [InlineData("7e4f1700-ea5a-4f59-8f37-079cfe29dce3")] // SignalR Service Owner
    [InlineData("4633458b-17de-408a-b874-0445c86b69e6")] // Key Vault Secrets User
    [InlineData("3913510d-42f4-4e42-8a64-420c390055eb")] // Monitoring Metrics Publisher
    public async Task The_functions_identity_has_a_role_once(string role) =>
        Assert.Single(
            (await Deployment.DefaultAsync()).All(Roles),
            assignment => assignment.Text("properties.roleDefinitionId").Contains(role, StringComparison.Ordinal));

    [Fact]
    public async Task The_functions_identity_has_six_roles_and_nobody_else_has_any()
    {
        var assignments = (await Deployment.DefaultAsync()).All(Roles);

        Assert.Equal(6, assignments.Count);
        Assert.All(assignments, assignment =>
        {
            Assert.Matches(@"'identity-\{0\}'.*\.outputs\.principalId\.value\]$", assignment.Text("properties.principalId"));
            Assert.Equal("ServicePrincipal", assignment.Text("properties.principalType"));
        });
    }

    [Fact]
    public async Task The_template_asks_for_no_key() => Assert.DoesNotMatch(KeyFunction(), await Template.TextAsync());

    [Fact]
    public async Task Alerts_are_sent_to_the_address_that_is_set()
    {
        var deployment = await Deployment.OptionsAsync();

        var group = deployment.Single("Microsoft.Insights/actionGroups");
        var metricAction = Assert.Single(deployment.Single("Microsoft.Insights/metricAlerts").At("properties.actions").EnumerateArray());
        var logActions = deployment.All("Microsoft.Insights/scheduledQueryRules")
            .Select(alert => Assert.Single(alert.At("properties.actions.actionGroups").EnumerateArray()).GetString());

        Assert.Equal(Deployment.AlertEmail, Assert.Single(group.At("properties.emailReceivers").EnumerateArray()).Text("emailAddress"));
        Assert.All(logActions.Append(metricAction.Text("actionGroupId")), action => Assert.Equal(group.Text("id"), action));
    }

    [GeneratedRegex(@"\blist[A-Z]\w*\(")]
    private static partial Regex KeyFunction();
}
