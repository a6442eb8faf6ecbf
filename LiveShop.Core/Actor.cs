namespace LiveShop.Core;

/// <summary>A person or system that changes something.</summary>
/// <param name="Id">Stable identifier for the audit trail, such as the token's <c>oid</c> or <c>sub</c>.</param>
/// <param name="Name">Display name.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The actor of changes that follow from another change, such as a new price copied to the streams that show it.</summary>
    public static readonly Actor System = new("system", "system");
}
