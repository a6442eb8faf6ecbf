using System.Xml.Linq;

namespace LiveShop.Tests.Infra;

/// <summary>Known advisories are asked for by every restore, and in the workflow, where they fail the build.</summary>
public sealed class AdvisoryTests
{
    private static readonly Workflow Ci = Workflow.Read("ci.yml");

    private static readonly Workflow Job = Ci["jobs", "advisories"];

    [Fact]
    public void Every_restore_looks_at_all_packages_and_warns_of_advisories()
    {
        var properties = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants().Where(element => !element.HasElements)
            .ToDictionary(element => element.Name.LocalName, element => element.Value);

        Assert.Equal(("true", "all", "low"), (properties["NuGetAudit"], properties["NuGetAuditMode"], properties["NuGetAuditLevel"]));
        Assert.DoesNotContain("NU190", properties["NoWarn"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_workflow_fails_when_a_NuGet_package_has_an_advisory_or_nobody_can_be_asked()
    {
        string[] commands =
        [
            "dotnet restore", "dotnet list package --vulnerable --include-transitive | tee vulnerable.txt",
            "test \"$(grep -c 'has no vulnerable packages' vulnerable.txt)\" -eq \"$(dotnet sln list | grep -c 'csproj$')\"",
        ];

        Assert.Equal(commands, Step("NuGet packages")["run"].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_workflow_fails_when_an_npm_package_has_an_advisory()
    {
        Assert.Equal(
            "git ls-files '*package-lock.json' | xargs -n 1 dirname | xargs -I {} npm audit --prefix {} --audit-level=moderate",
            Step("npm packages")["run"].Text);
        Assert.Equal("always()", Step("npm packages")["if"].Text);
    }

    // `shell: bash` makes a pipe fail when any part of it fails; without it only the last part counts.
    [Theory, InlineData("NuGet packages"), InlineData("npm packages")]
    public void A_failing_part_of_a_pipe_fails_the_advisories_job(string step)
    {
        Assert.Equal("bash", Step(step)["shell"].Text);
        Assert.DoesNotContain(Job.Mappings, mapping => mapping.Entries.ContainsKey("continue-on-error"));
    }

    [Fact]
    public void The_workflow_runs_every_week_whether_anything_was_changed_or_not() =>
        Assert.Matches(@"^\d+ \d+ \* \* \d$", Assert.Single(Ci["on", "schedule"].Items)["cron"].Text);

    private static Workflow Step(string name) =>
        Assert.Single(Job["steps"].Items, step => step.Entries.GetValueOrDefault("name")?.Text == name);
}
