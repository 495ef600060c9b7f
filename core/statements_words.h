#pragma once

// The labels, types and keys of the knowledge graph, and how its ids are made.

#include <string>
#include <string_view>

#include "chancery/graph.h"

namespace chancery {

/// Dictionary ids of all words of the model, interned once per transaction.
struct KnowledgeWords {
  explicit KnowledgeWords(Transaction& transaction);

  LabelId document, passage, statement, entity;
  TypeId has_passage, mentions, subject, object, speaker, in;
  KeyId id, title, date, language, symbol, source, url, sha256, issuers, extractor;
  KeyId ordinal, start, end, heading, text, kind, number;
  KeyId surface;
  KeyId type, cue, cue_start, cue_end, status, polarity, strength, strength_word, rule, source_row,
      annotator, trail, dropped, confidence, annotators, annotator_version, annotator_versions;
  KeyId name, aliases;
  KeyId statements, first, last;
};

/// A text as a property; an empty one is absent.
inline Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }

/// Reads properties of the model by name, on any view; absent is "" or 0.
class KnowledgeReader {
 public:
  explicit KnowledgeReader(const GraphView& view) : view_(view) {}

  const GraphView& view() const { return view_; }
  /// All properties of a node, by name.
  Map properties(NodeId node) const;
  Value property(NodeId node, std::string_view key) const;
  std::string text(NodeId node, std::string_view key) const;
  /// The other end of the first such relationship; none where there is none.
  NodeId step(NodeId node, Direction direction, std::string_view type) const;
  bool has_label(NodeId node, std::string_view label) const;
  /// The node with this label and `id`; none where there is none.
  NodeId find(std::string_view label, std::string_view id) const;

 private:
  const GraphView& view_;
};

std::string text_or_empty(const Map& properties, std::string_view key);

}  // namespace chancery
