"""Prompt templates and the issue register: files that a lawyer can read and correct."""
