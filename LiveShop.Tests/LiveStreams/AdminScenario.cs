using System.Text;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using LiveShop.Tests.Interleavings;
using LiveShop.Tests.Storage.InMemory;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

/// <summary>
/// Admins in a process of their own each, giving one command each. What they are answered, the state and the journal at the
/// end must be as if they had come one after the other, in one order or another.
/// </summary>
internal sealed class AdminScenario
{
    private static readonly Product[] Products = [.. new[] { "a", "b", "c", "d", "e" }.Select(id => Product(id))];

    private readonly InMemoryDatabase database = new();
    private readonly IReadOnlyList<AdminCommand> commands;
    private readonly Dictionary<AdminCommand, string> answers = [];

    private AdminScenario(IReadOnlyList<AdminCommand> commands)
    {
        this.commands = commands;
        Assert.True(database.Streams.TryCreate("demo", Beginning));
        foreach (var product in Products)
            Assert.True(database.Products.TryCreate(product.Id, product));
    }

    public static LiveStream Beginning { get; } = LiveStreamWith("a", "b", "c").SetActive("b", false, By(Ann)).State();

    public static Exploration Explore(IReadOnlyList<AdminCommand> commands)
    {
        var serial = Permutations.Of(commands).Select(InOrder).ToHashSet();
        return new Exploration(schedule => new AdminScenario(commands).Begin(schedule, serial)).Run();
    }

    private static string InOrder(IReadOnlyList<AdminCommand> order)
    {
        var scenario = new AdminScenario(order);
        foreach (var command in order)
            scenario.GiveAsync(command, new InTurn()).GetAwaiter().GetResult();
        return scenario.History();
    }

    private Scenario Begin(Schedule schedule, IReadOnlySet<string> serial)
    {
        foreach (var command in commands)
            schedule.Start(command.Name, writer => GiveAsync(command, writer));
        return new(
            Digest,
            () => string.Join(' ', database.JournalOf("demo").Select(change => change.ById).Append(Digest(database.Stream("demo")))),
            () => Assert.Contains(History(), serial));
    }

    private async Task<string> GiveAsync(AdminCommand command, ICallOrder order)
    {
        var answer = await command.Give(new ShopInstance(database, order).LiveStreams, new Caller(new(command.Name, command.Name)));
        return answers[command] = answer.IsAccepted ? Digest(answer.Value) : answer.Refusal.Code;
    }

    private string History()
    {
        var told = answers.OrderBy(answer => answer.Key.Name, StringComparer.Ordinal).Select(answer => $"{answer.Key.Name}: {answer.Value}");
        var journal = database.JournalOf("demo").Select(change => Encoding.UTF8.GetString(Documents.Write(change)));
        return string.Join('\n', [.. told, .. journal, Encoding.UTF8.GetString(Documents.Write(database.Stream("demo")))]);
    }

    private static string Digest(object? result) => result switch
    {
        Stored<LiveStream> stored => Digest(stored.Value),
        LiveStream stream => $"{stream.Version} {stream.Title} {stream.Description} {stream.Status} {string.Join(',', stream.PinnedProducts.Select(pin => $"{pin.ProductId}:{pin.IsActive}"))}",
        Stored<Product> stored => stored.Value.Id,
        _ => $"{result}",
    };
}

/// <summary>A command that an admin may send.</summary>
internal sealed record AdminCommand(string Name, Func<LiveStreamCommands, Caller, Task<Result<LiveStream>>> Give)
{
    public override string ToString() => Name;
}
