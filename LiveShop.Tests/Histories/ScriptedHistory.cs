using LiveShop.Core;
using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>A history of one request after the other, answered by the model itself: true by construction, to be doctored.</summary>
internal sealed class ScriptedHistory
{
    private readonly List<StreamCall> calls = [];
    private readonly List<JournalEntry> journal = [];
    private readonly List<ProductVersion> products = [];
    private readonly List<ProductDeletion> deletions = [];
    private readonly List<StreamView> shown = [];
    private readonly StreamModel model = new();
    private long now;

    private ScriptedHistory() { }

    /// <summary>With every kind of answer in it. Ids of calls count from 1.</summary>
    public static History Whole()
    {
        var script = new ScriptedHistory();
        foreach (var (id, amount) in new[] { ("mug", 100), ("cup", 200), ("bowl", 300) })
            script.Price(id, amount);
        script.Ask("ann", new StreamRequest.Create("Show"));                          // 1: version 1
        script.Ask("ann", new StreamRequest.Pin("mug", null));                        // 2: version 2
        script.Ask("bob", new StreamRequest.Pin("cup", 0));                           // 3: version 3
        script.Ask("bob", new StreamRequest.Start());                                 // 4: version 4
        script.Ask("ann", new StreamRequest.Pin("cup", null));                        // 5: nothing
        script.Ask("ann", new StreamRequest.SetActive("mug", false));                 // 6: version 5
        script.Ask("bob", new StreamRequest.Reorder("mug", "cup"), ifMatch: 5);       // 7: version 6
        script.Ask("ann", new StreamRequest.Edit("title", "New"), ifMatch: 5);        // 8: 412
        script.Ask("bob", new StreamRequest.Reorder("mug"));                          // 9: 409
        script.Ask("ann", new StreamRequest.SetActive("bowl", true));                 // 10: 404
        script.Delete("mug");
        script.Delete("bowl");
        script.Price("mug", 400);                                                     // version 7
        script.Ask("ann", new StreamRequest.SetActive("mug", true));                  // 11: version 8
        script.Ask("bob", new StreamRequest.Look());                                  // 12
        script.Ask("ann", new StreamRequest.Unpin("cup"));                            // 13: version 9
        script.Ask("bob", new StreamRequest.Stop());                                  // 14: version 10
        return new() { Calls = script.calls, Journal = script.journal, Products = script.products, Deletions = script.deletions, Customers = [script.shown] };
    }

    private void Ask(string by, StreamRequest request, long? ifMatch = null)
    {
        var id = $"{calls.Count + 1}";
        var product = products.LastOrDefault(product => product.ProductId == request.Product);
        var sent = ++now;
        model.At = Sample.Noon.AddMinutes(now);
        var outcome = ifMatch is { } seen && seen != model.Version ? "version-mismatch" : request.Apply(model, product);
        if (outcome == StreamModel.Changed)
            Changed(id, by, request.Product, request is StreamRequest.Pin ? product?.Version : null);
        var hasState = outcome is StreamModel.Changed or StreamModel.Unchanged or "version-mismatch" or "order-mismatch";
        var code = outcome is StreamModel.Changed or StreamModel.Unchanged ? null : outcome;
        calls.Add(new(id, by, request, ifMatch, sent, ++now, new(code is null ? 200 : 409, code, hasState ? StreamView.ForAdmins(model) : null)));
    }

    private void Price(string productId, long amount)
    {
        var version = products.Count(product => product.ProductId == productId) + 1;
        products.Add(new(productId, version, amount, IsDeleted: false, ++now, ++now));
        model.At = Sample.Noon.AddMinutes(now);
        if (model.Refresh(productId, version, amount, deleted: false) == StreamModel.Changed)
            Changed(null, Actor.System.Name, productId, version);
    }

    private void Delete(string productId)
    {
        var isPinned = model.Pins.Exists(pin => pin.Id == productId);
        deletions.Add(new(productId, isPinned, ++now, ++now));
        if (!isPinned)
            products.Add(products.Last(product => product.ProductId == productId) with { Version = 2, IsDeleted = true, Sent = now - 1, Answered = now });
    }

    private void Changed(string? id, string by, string? productId, long? productVersion)
    {
        journal.Add(new(model.Version, id, by, model.Action, model.At, productId, productVersion));
        shown.Add(StreamView.ForCustomers(model));
    }
}
