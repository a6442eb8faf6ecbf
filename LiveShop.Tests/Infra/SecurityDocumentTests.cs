using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>docs/security.md names the tests that show its claims; they must exist and run.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string Document = Repository.Read("docs/security.md");

    [Fact]
    public void The_NET_tests_that_the_security_document_names_exist()
    {
        var running = typeof(SecurityDocumentTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            .Select(type => type.Name).ToHashSet();
        var named = TestClass().Matches(Document).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(running, named);
    }

    [Fact]
    public void The_web_tests_that_the_security_document_names_exist()
    {
        var running = new[] { "web/src", "web/e2e" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.spec.ts", SearchOption.AllDirectories))
            .Select(file => Path.GetFileName(file)!).ToHashSet();
        var named = TestFile().Matches(Document).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(running, named);
    }

    // A class that is named in brackets is named for a proof.
    [Fact]
    public void The_security_document_names_nothing_but_tests_as_proof() =>
        Assert.All(
            Proof().Matches(Document).SelectMany(match => match.Groups[1].Captures),
            name => Assert.Matches("(Tests|Properties)$", name.Value));

    [GeneratedRegex(@"`(\w+(?:Tests|Properties))`")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"`(\w+\.spec\.ts)`")]
    private static partial Regex TestFile();

    [GeneratedRegex(@"\((?:`([A-Z]\w+)`(?:, )?)+")]
    private static partial Regex Proof();
}
