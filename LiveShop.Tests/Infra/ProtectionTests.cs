using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>What docs/security.md says of Azure, line by line in the files that a deployment is made of.</summary>
public sealed partial class ProtectionTests
{
    [Theory]
    // No keys.
    [InlineData("infra/modules/storage.bicep", "allowSharedKeyAccess: false")]
    [InlineData("infra/modules/storage.bicep", "allowBlobPublicAccess: false")]
    [InlineData("infra/modules/database.bicep", "disableLocalAuthentication: true")]
    [InlineData("infra/modules/database.bicep", "disableKeyBasedMetadataWriteAccess: true")]
    [InlineData("infra/modules/database.bicep", "roleDefinitionId: 'Cosmos DB Built-in Data Contributor'")]
    [InlineData("infra/modules/realtime.bicep", "disableLocalAuth: true")]
    [InlineData("infra/modules/monitoring.bicep", "disableLocalAuth: true")]
    // Nothing that can be listened to, and no other way to publish.
    [InlineData("infra/modules/storage.bicep", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("infra/modules/database.bicep", "minimumTlsVersion: 'Tls12'")]
    [InlineData("infra/modules/functions.bicep", "minTlsVersion: '1.2'")]
    [InlineData("infra/modules/functions.bicep", "httpsOnly: true")]
    [InlineData("infra/modules/functions.bicep", "ftpsState: 'Disabled'")]
    [InlineData("infra/modules/functions.bicep", "{ name: 'ftp', allow: false }")]
    [InlineData("infra/modules/functions.bicep", "{ name: 'scm', allow: false }")]
    // Clients send nothing, and other sites' pages call nothing.
    [InlineData("infra/modules/realtime.bicep", "{ flag: 'ServiceMode', value: 'Serverless' }")]
    [InlineData("infra/modules/realtime.bicep", "allowedOrigins: allowedOrigins")]
    [InlineData("infra/modules/functions.bicep", "cors: { allowedOrigins: allowedOrigins, supportCredentials: false }")]
    [InlineData("infra/main.bicep", "allowedOrigins: [web.outputs.url]", 2)]
    // A way back, and customers who stay unknown.
    [InlineData("infra/modules/database.bicep", "backupPolicyType: 'Continuous'")]
    [InlineData("infra/modules/database.bicep", "backupPolicyContinuousTier: 'Continuous7Days'")]
    [InlineData("infra/modules/monitoring.bicep", "disableIpMasking: false")]
    [InlineData("infra/modules/monitoring.bicep", "retentionInDays: 30")]
    public void A_deployment_has_it(string file, string line, int times = 1) =>
        Assert.Equal(times, Lines(file).Count(one => one == line));

    [Theory]
    [InlineData("ci.yml", "contents: read")]
    [InlineData("deploy.yml", "contents: read", "id-token: write")]
    public void A_workflows_jobs_may_do_no_more_than_this(string workflow, params string[] permissions)
    {
        var text = string.Join('\n', Repository.Read($".github/workflows/{workflow}").Split('\n').Where(line => !line.TrimStart().StartsWith('#')));

        var given = Assert.Single(Permissions().Matches(text));
        Assert.Equal(permissions, given.Groups["these"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory, InlineData("ci.yml"), InlineData("deploy.yml")]
    public void No_workflow_uses_a_secret(string workflow) =>
        Assert.DoesNotContain("secrets.", Repository.Read($".github/workflows/{workflow}"), StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string file) => Repository.Read(file).Split('\n').Select(line => line.Trim());

    // Wherever they are given; those of a job would stand further in.
    [GeneratedRegex(@"^ *permissions:(?<these>.*(\n +\S.*)*)", RegexOptions.Multiline)]
    private static partial Regex Permissions();
}
