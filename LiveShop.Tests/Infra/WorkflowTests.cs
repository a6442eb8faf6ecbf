namespace LiveShop.Tests.Infra;

/// <summary>The workflows run only what they name, with no more rights than they need.</summary>
public sealed class WorkflowTests
{
    private const string Deploy = "deploy.yml";

    private static IEnumerable<string> FileNames =>
        Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(file => Path.GetFileName(file)!).Order();

    public static TheoryData<string> Files => [.. FileNames];

    [Fact]
    public void The_workflows_that_actionlint_checks_are_there() => Assert.Equal(["ci.yml", Deploy], FileNames);

    [Theory, MemberData(nameof(Files))]
    public void An_action_is_pinned_to_a_commit(string file)
    {
        var actions = Workflow.Read(file).Mappings.Where(mapping => mapping.Entries.ContainsKey("uses"))
            .Select(mapping => mapping["uses"].Text).ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(@"^[\w-]+/[\w-]+@[0-9a-f]{40}$", action));
    }

    [Theory]
    [InlineData("ci.yml", "contents: read")]
    [InlineData(Deploy, "contents: read", "id-token: write")]
    public void A_workflow_has_these_permissions_and_its_jobs_no_others(string file, params string[] permissions)
    {
        var given = Assert.Single(Workflow.Read(file).Mappings, mapping => mapping.Entries.ContainsKey("permissions"));

        Assert.Equal(permissions, given["permissions"].Texts.Select(permission => $"{permission.Key}: {permission.Value}"));
    }

    [Theory, MemberData(nameof(Files))]
    public void No_workflow_uses_a_secret(string file) =>
        Assert.DoesNotContain("secrets.", Repository.Read($".github/workflows/{file}"), StringComparison.Ordinal);

    // Entra ID compares the whole subject, a tag's name included: only that of an environment is the same for every release.
    [Fact]
    public void The_deployment_signs_in_with_the_subject_of_an_environment_which_the_guide_says_how_to_register()
    {
        Assert.Equal("production", Workflow.Read(Deploy)["jobs", "deploy", "environment"].Text);
        Assert.Contains("repo:<owner>/<repository>:environment:production", Repository.Read("infra/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_by_a_workflow_passes_every_parameter_of_the_template()
    {
        var environment = Workflow.Read(Deploy)["jobs", "deploy", "env"].Texts;
        var settings = Parameters.Settings();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.Equal($"${{{{ vars.{setting} }}}}", environment.GetValueOrDefault(setting)));
    }
}
