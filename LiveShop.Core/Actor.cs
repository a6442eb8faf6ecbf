namespace LiveShop.Core;

/// <summary>Who changed something: <paramref name="Id"/> never changes and is what an audit needs, <paramref name="Name"/> is what people read.</summary>
public sealed record Actor(string Id, string Name)
{
    /// <summary>Changes that follow from another change, such as a product's new price reaching the streams that show it.</summary>
    public static readonly Actor System = new("system", "system");
}
