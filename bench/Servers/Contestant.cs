using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Bench.Servers;

/// <summary>Port and folder of a server, and the number of pins of its streams.</summary>
internal sealed record Placement(int Port, string Folder, int Pins)
{
    public string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public string Url => $"http://127.0.0.1:{PortText}";
}

/// <summary>A server that is measured.</summary>
/// <param name="Protocol">The protocol that the load generator uses.</param>
internal sealed record Contestant(string Name, string Title, string Protocol, Func<Placement, IReadOnlyList<string>> Command)
{
    private const string Secret = "a secret for the length of a benchmark";

    /// <summary>Whether it has pins and snapshots, and is more than a message broker.</summary>
    public bool HasShop { get; init; } = true;

    public bool IsNode { get; init; }

    /// <summary>LiveShop itself: needs its streams and products created, and an admin signed in.</summary>
    public bool SignsInAtItself { get; init; }

    public string? Token { get; init; }

    /// <summary>Only takes orders.</summary>
    public bool IsForOrders { get; init; }

    /// <summary>Measured only when the command line names it.</summary>
    public bool IsOptIn { get; init; }

    public static Contestant LiveShop { get; } = Shop("liveshop", "LiveShop.Local");

    /// <summary><see cref="LiveShop"/> without direct writes to the sockets.</summary>
    public static Contestant LiveShopWithoutDirectSend { get; } =
        Shop("liveshop-signalr", "LiveShop.Local without direct sends", "--LiveShop:DirectSend", "false") with { IsOptIn = true };

    public static Contestant OldDesign { get; } = Node("old-design", "Express + ws (the old design)", "plain");

    public static Contestant SocketIo { get; } = Node("socketio", "socket.io, rooms", "socketio");

    public static Contestant Nchan { get; } = new("nchan", "nchan (nginx)", "nchan", NchanCommand) { HasShop = false };

    public static Contestant ExpressSqlite { get; } = new("express-sqlite", "Express + better-sqlite3", "express-sqlite", place =>
        ["node", Path.Combine(Build.Peers, "express-sqlite", "server.js"), place.PortText, place.Folder]) { IsForOrders = true };

    public static Contestant SignalR { get; } = Own("signalr", "ASP.NET Core SignalR, a group", "signalr");

    public static Contestant Limit { get; } = Own("limit", "the limit: Kestrel, one frame to all", "plain");

    public static IReadOnlyList<Contestant> All { get; } =
        [LiveShop, LiveShopWithoutDirectSend, OldDesign, SocketIo, Nchan, SignalR, Limit, ExpressSqlite];

    private static Contestant Shop(string name, string title, params string[] settings) => new(name, title, "liveshop", place =>
    [
        "dotnet", Build.LiveShopLocal, "--urls", place.Url, "--LiveShop:DataDirectory", place.Folder,
        "--LiveShop:BuildPages", "false", "--LiveShop:SampleData", "false", .. settings,
    ])
    { SignsInAtItself = true };

    private static Contestant Node(string name, string title, string protocol) => new(name, title, protocol, place =>
        ["node", Path.Combine(Build.Peers, name, "server.js"), place.PortText, Secret])
    {
        IsNode = true,
        Token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = "ann", ["role"] = "admin" },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256),
        }),
    };

    private static Contestant Own(string name, string title, string protocol) => new(name, title, protocol, place =>
        ["dotnet", Build.Bench, "serve", name, place.Url, place.Pins.ToString(CultureInfo.InvariantCulture)]);

    private static List<string> NchanCommand(Placement place)
    {
        var configuration = File.ReadAllText(Path.Combine(Build.Peers, "nchan", "nginx.conf"))
            .Replace("{modules}", Build.NginxModules, StringComparison.Ordinal)
            .Replace("{folder}", place.Folder, StringComparison.Ordinal)
            .Replace("{port}", place.PortText, StringComparison.Ordinal);
        var file = Path.Combine(place.Folder, "nginx.conf");
        File.WriteAllText(file, configuration);
        return ["nginx", "-p", place.Folder, "-c", file];
    }
}
