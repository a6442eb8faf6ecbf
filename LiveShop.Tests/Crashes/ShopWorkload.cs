using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using LiveShop.Tests.Contract;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Crashes;

/// <summary>Concurrent admins, customers and shoppers at one address, whether or not the shop is running.</summary>
internal sealed class ShopWorkload : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int LongestPause = 40;
    private static readonly string[] StreamIds = ["demo", "second", "third"];
    private static readonly string[] Products = ["one", "two", "three", "four", "five", "six"];

    private readonly CancellationTokenSource stopping = new();
    private readonly WorkGate gate = new();
    private readonly SeenStates seen = new();
    private readonly StreamLedger[] ledgers = [.. StreamIds.Select(id => new StreamLedger(id))];
    private readonly List<SimulatedCustomer> customers = [];
    private readonly List<ProductEditor> editors = [];
    private readonly List<SimulatedShopper> shoppers = [];
    private readonly List<Task> working = [];
    private readonly List<HttpClient> clients = [];
    private readonly Random random;
    private readonly Uri address;
    private readonly Secrets secrets;
    private HttpClient admin = null!;

    /// <param name="secrets">Hears what its customers use.</param>
    public ShopWorkload(Uri address, Secrets secrets, Random random) =>
        (this.address, this.secrets, this.random) = (address, secrets, random);

    /// <summary>Creates the test data and starts the workers; the shop must be running.</summary>
    public async Task OpenAsync(LocalProcess shop)
    {
        admin = await AdminAsync(shop, "owner");
        foreach (var productId in Products)
        {
            var editor = new ProductEditor(admin, productId);
            await editor.CreateAsync();
            editors.Add(editor);
        }

        foreach (var id in StreamIds.Skip(1))
            Assert.NotNull(await admin.TryAsync(HttpMethod.Post, "/api/livestreams", new { id, title = id }));
        foreach (var ledger in ledgers)
            await EmployAsync(shop, ledger);
        for (var number = 0; number < 3; number++)
            shoppers.Add(new SimulatedShopper(Client(), $"shopper-{number}", Products, Another()));

        working.AddRange(customers.Select(customer => Task.Run(() => customer.WatchAsync(stopping.Token))));
        Employ(shoppers.Select<SimulatedShopper, Func<Task>>(shopper => shopper.WorkAsync));
        Employ(editors.Select<ProductEditor, Func<Task>>(editor => editor.WorkAsync));
    }

    /// <summary>How many changes and additions to carts were answered so far.</summary>
    public int Acknowledged =>
        ledgers.Sum(ledger => ledger.Acknowledged) + editors.Sum(editor => editor.Acknowledged) + shoppers.Sum(shopper => shopper.Additions);

    public void GoOn() => gate.Open();

    /// <summary>Everybody ends what they are at; then nothing may be lost, doubled or stale.</summary>
    /// <param name="whole">Looks at everything again, not only at what is new.</param>
    public async Task CheckAsync(bool whole = false)
    {
        await gate.CloseAsync().WaitAsync(Patience);
        await Task.WhenAll(working.Where(work => work.IsCompleted));
        await Eventually.HoldsAsync(async () => await Task.WhenAll(ledgers.Select(IsUpToDateAsync)) is var all && all.All(isUpToDate => isUpToDate), Patience);
        seen.Check();
        foreach (var ledger in ledgers)
            await ledger.CheckAsync(admin, whole);
        foreach (var editor in editors)
            await editor.CheckAsync();
        foreach (var shopper in shoppers)
            await shopper.CheckAsync(whole);
    }

    /// <summary>Counts of what happened so far.</summary>
    public override string ToString() =>
        $"{ledgers.Sum(ledger => ledger.Acknowledged)} changes of streams and {editors.Sum(editor => editor.Acknowledged)} of products acknowledged, "
        + $"{ledgers.Sum(ledger => ledger.WrittenUnanswered) + editors.Sum(editor => editor.WrittenUnanswered)} written whose answer never came; "
        + $"{shoppers.Sum(shopper => shopper.Carts)} carts with {shoppers.Sum(shopper => shopper.Additions)} additions, {shoppers.Sum(shopper => shopper.Repeated)} of them repeated; "
        + $"{customers.Count} customers joined {customers.Sum(customer => customer.Joined)} times and were shown {seen.Count} states";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        // Ends workers that still retry, so that the test fails with the original error and not with a timeout.
        clients.ForEach(client => client.Dispose());
        await Task.WhenAll(working).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        stopping.Dispose();
    }

    // The customers hold the state that the shop has, and no card differs from its product, except on an ended stream.
    private async Task<bool> IsUpToDateAsync(StreamLedger ledger)
    {
        var stream = await admin.GetAsync($"/api/livestreams/{ledger.StreamId}").JsonAsync();
        var isEnded = stream.Text("status") == "ended";
        foreach (var pin in stream.GetProperty("pinnedProducts").EnumerateArray().Where(_ => !isEnded))
        {
            var (card, product) = (pin.GetProperty("product"), await admin.GetAsync($"/api/products/{pin.Text("productId")}").JsonAsync());
            if (card.Deserialize<ProductCard>(LiveShopJson.Options) != CardOf(product))
                return false;
        }

        return customers.Where(customer => customer.StreamId == ledger.StreamId).All(customer => customer.Held?.Version() == stream.Version());
    }

    private static ProductCard CardOf(JsonElement product) => new(
        product.Text("id")!, product.Text("name")!, product.Text("imageUrl"), PriceOf(product)!, product.GetProperty("stock").Deserialize<int?>())
    {
        CompareAtPrice = PriceOf(product, "struckPrice"),
        HasOptions = product.GetProperty("options").GetArrayLength() > 0,
        PriceVaries = product.GetProperty("variants").EnumerateArray().Any(variant => PriceOf(variant) != PriceOf(product)),
    };

    private static Money? PriceOf(JsonElement of, string name = "price") => of.GetProperty(name).Deserialize<Money?>(LiveShopJson.Options);

    private async Task EmployAsync(LocalProcess shop, StreamLedger ledger)
    {
        var host = new SimulatedAdmin(await AdminAsync(shop, $"host-{ledger.StreamId}"), ledger, $"host-{ledger.StreamId}", Products[..3], isHost: true, Another());
        var assistant = new SimulatedAdmin(await AdminAsync(shop, $"assistant-{ledger.StreamId}"), ledger, $"assistant-{ledger.StreamId}", Products[3..], isHost: false, Another());
        customers.AddRange([new(Client(), ledger.StreamId, seen, Another()), new(Client(), ledger.StreamId, seen, Another())]);
        Employ([host.WorkAsync, assistant.WorkAsync]);
    }

    private void Employ(IEnumerable<Func<Task>> workers) =>
        working.AddRange(workers.Select(work => Task.Run(() => RepeatAsync(work, Another()))));

    private async Task RepeatAsync(Func<Task> work, Random pauses)
    {
        try
        {
            while (true)
            {
                await gate.WorkAsync(work, stopping.Token);
                await Task.Delay(pauses.Next(LongestPause), stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    private async Task<HttpClient> AdminAsync(LocalProcess shop, string name)
    {
        var client = await shop.AdminAsync(name);
        clients.Add(client);
        return client;
    }

    private HttpClient Client()
    {
        var client = new HttpClient(new ContractHandler(secrets)) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        clients.Add(client);
        return client;
    }

    private Random Another()
    {
        lock (random)
            return new Random(random.Next());
    }
}
