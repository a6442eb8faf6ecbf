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

    // A shell that is named fails with any part of a pipe; the one that is not fails with the last.
    [Fact]
    public void The_workflow_fails_for_them_and_where_they_cannot_be_asked_for()
    {
        string[] nuget =
        [
            "shell: bash", "run: |", "dotnet restore", "dotnet list package --vulnerable --include-transitive | tee vulnerable.txt",
            "test \"$(grep -c 'has no vulnerable packages' vulnerable.txt)\" -eq \"$(dotnet sln list | grep -c 'csproj$')\"",
        ];
        string[] npm = ["if: always()", "shell: bash", "run: git ls-files '*package-lock.json' | xargs -n 1 dirname | xargs -I {} npm audit --prefix {} --audit-level=moderate"];

        Assert.Equal(nuget, Step("NuGet packages"));
        Assert.Equal(npm, Step("npm packages"));
        Assert.DoesNotContain(Job, line => line.Contains("continue-on-error", StringComparison.Ordinal));
    }

    [Fact]
    public void It_asks_every_week_whether_anything_was_changed_or_not() => Assert.Matches(@"\n  schedule:\n    - cron: ""\d+ \d+ \* \* \d""\n", Workflow);

    private static IReadOnlyList<string> Job { get; } =
    [
        .. Workflow.Split('\n').SkipWhile(line => line != "  advisories:").Skip(1).TakeWhile(line => line.Length == 0 || line.StartsWith("   ", StringComparison.Ordinal))
            .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    private static IEnumerable<string> Step(string name) =>
        Job.SkipWhile(line => line != $"- name: {name}").Skip(1).TakeWhile(line => !line.StartsWith("- ", StringComparison.Ordinal));
}
