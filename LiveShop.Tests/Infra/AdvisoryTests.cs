using System.Xml.Linq;

namespace LiveShop.Tests.Infra;

/// <summary>Known advisories are asked for: by every restore, and in the workflow where they fail the build.</summary>
public sealed class AdvisoryTests
{
    private static readonly string Workflow = Repository.Read(".github/workflows/ci.yml");

    [Fact]
    public void Every_restore_looks_at_all_packages_and_warns()
    {
        var properties = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants().Where(element => !element.HasElements).ToDictionary(element => element.Name.LocalName, element => element.Value);

        Assert.Equal(("true", "all", "low"), (properties["NuGetAudit"], properties["NuGetAuditMode"], properties["NuGetAuditLevel"]));
        Assert.DoesNotContain("NU190", properties["NoWarn"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet list package --vulnerable --include-transitive")]
    [InlineData("! grep -q 'has the following vulnerable packages'")]
    [InlineData("npm audit --audit-level=moderate")]
    public void The_workflow_fails_for_them(string command)
    {
        var job = Workflow[Workflow.IndexOf("\n  advisories:\n", StringComparison.Ordinal)..];

        Assert.Contains(command, job[..job.IndexOf("\n  infra:\n", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("continue-on-error", job[..job.IndexOf("\n  infra:\n", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
