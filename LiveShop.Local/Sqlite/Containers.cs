namespace LiveShop.Local.Sqlite;

internal static class Containers
{
    public const string LiveStreams = "livestreams";
    public const string Products = "products";
    public const string Carts = "carts";
}
