namespace LiveShop.Tests.Interleavings;

/// <summary>The documents that concurrent writers work on, and the check of the end state.</summary>
/// <param name="Digest">The result of a store call as text, the same for the same content.</param>
/// <param name="Documents">All documents as text, the same for the same content.</param>
/// <param name="Verify">Throws when the end is not as promised.</param>
internal sealed record Scenario(Func<object?, string> Digest, Func<string> Documents, Action Verify)
{
    /// <summary>Throws when a situation is not as promised, which need not be the end: every writer may stop there for ever.</summary>
    public Action Always { get; init; } = () => { };
}
