using System.Reflection;
using NetArchTest.Rules;

namespace LiveShop.Tests.Architecture;

/// <summary>Types of one project that must not depend on some namespaces or types.</summary>
/// <param name="Under">The namespace that the rule is limited to; null for the whole project.</param>
/// <param name="Except">The names of types that the rule does not apply to.</param>
internal sealed record DependencyRule(string Name, Assembly Project, string[] Forbidden, string? Under = null, params string[] Except)
{
    /// <summary>The names of the types that the rule applies to.</summary>
    public IReadOnlyList<string> Subjects => [.. Selected().GetTypes().Select(type => type.FullName!)];

    /// <summary>The names of the types that break the rule.</summary>
    public IReadOnlyList<string> Violations => Violating(Selected(), Forbidden);

    /// <summary>The types in a project that depend on one of the names.</summary>
    public static IReadOnlyList<string> Violating(Assembly project, string forbidden) => Violating(All(project), [forbidden]);

    public override string ToString() => Name;

    private static IReadOnlyList<string> Violating(PredicateList types, string[] forbidden) =>
        [.. types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult().FailingTypeNames ?? []];

    private static PredicateList All(Assembly project) => Types.InAssembly(project).That().HaveNameMatching(".*");

    private PredicateList Selected()
    {
        var types = Under is null ? All(Project) : All(Project).And().ResideInNamespace(Under);
        return Except.Aggregate(types, (selected, name) => selected.And().DoNotHaveName(name));
    }
}
