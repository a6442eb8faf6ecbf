using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>Whoever asks how docs/security.md knows is given the name of tests, which must be there and run.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string Document = Repository.Read("docs/security.md");

    [Fact]
    public void The_tests_that_it_names_run()
    {
        var running = typeof(SecurityDocumentTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            .Select(type => type.Name).ToHashSet();
        var named = TestClass().Matches(Document).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(running, named);
    }

    [Fact]
    public void So_do_those_of_the_pages()
    {
        var running = Directory.EnumerateFiles(Repository.PathOf("web/src"), "*.spec.ts", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!).ToHashSet();
        var named = TestFile().Matches(Document).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(running, named);
    }

    // A class that is named in brackets is named for a proof.
    [Fact]
    public void It_names_no_other_classes_for_a_proof() =>
        Assert.All(Proof().Matches(Document).SelectMany(match => match.Groups[1].Captures), name => Assert.Matches("(Tests|Properties)$", name.Value));

    [GeneratedRegex(@"`(\w+(?:Tests|Properties))`")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"`(\w+\.spec\.ts)`")]
    private static partial Regex TestFile();

    [GeneratedRegex(@"\((?:`([A-Z]\w+)`(?:, )?)+")]
    private static partial Regex Proof();
}
