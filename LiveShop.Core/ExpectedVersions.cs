namespace LiveShop.Core;

/// <summary>The versions of which a command requires one (<c>If-Match</c>, RFC 9110 13.1.1); none at all matches nothing.</summary>
public sealed class ExpectedVersions(IReadOnlyCollection<long> versions)
{
    public static implicit operator ExpectedVersions(long version) => new([version]);

    public bool Include(long version) => versions.Contains(version);
}
